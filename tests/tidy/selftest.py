"""Each check rejects what it is there to reject, and accepts what it should. No arguments."""

import json
import pathlib
import tempfile
import unittest

import banned
import functions
import headers
import layers
import layout
import sizes


class Checks(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.root = pathlib.Path(holder.name)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def rejects(self, check, path, text, *words):
        """One finding on `text` as `path`, with every one of `words` in it."""
        self.write(path, text)
        lines = check(self.root).lines
        (self.root / path).unlink()
        self.assertEqual(len(lines), 1, f"{text!r}: {lines}")
        for word in words:
            self.assertIn(word, lines[0])

    def accepts(self, check, path, text):
        self.write(path, text)
        lines = check(self.root).lines
        (self.root / path).unlink()
        self.assertEqual(lines, [], text)


class Layers(Checks):
    def test_a_lower_room_may_not_include_a_higher_one(self):
        self.rejects(layers.check, "ledger/base/a.h", '\n#include "ledger/store/log.h"\n',
                     "ledger/base/a.h:2:", "dependencies point down")
        self.accepts(layers.check, "ledger/store/a.h", '#include "ledger/base/ids.h"\n')

    def test_nothing_of_the_product_includes_a_test(self):
        self.rejects(layers.check, "tools/minutebook/a.cc", '#include "tests/support/a.h"\n')

    def test_third_party_headers_stay_behind_their_adapter(self):
        for path, header in (("ledger/domain/a.cc", "rocksdb/db.h"),
                             ("ledger/service/a.cc", "openssl/evp.h"),
                             ("ledger/schema/a.h", "nlohmann/json.hpp"),
                             ("ledger/merkle/a.cc", "capnp/message.h"),
                             ("ledger/service/a.cc", "spdlog/spdlog.h"),
                             ("tools/minutebook/a.cc", "boost/asio.hpp"),
                             ("ledger/store/a.cc", "sqlite3.h"),
                             ("tools/bench/a.cc", "gtest/gtest.h")):
            self.rejects(layers.check, path, f"#include <{header}>\n", header)
        self.accepts(layers.check, "ledger/store/a.cc", "#include <rocksdb/db.h>\n")

    def test_an_unlisted_library_is_refused(self):
        self.rejects(layers.check, "ledger/store/a.cc", "#include <lib/new.h>\n", "rooms.toml")

    def test_a_pure_room_takes_no_clock_and_no_files(self):
        self.rejects(layers.check, "ledger/domain/a.cc", "#include <fstream>\n", "pure")
        self.accepts(layers.check, "ledger/store/a.cc", "#include <fstream>\n")

    def test_an_include_inside_a_comment_does_not_count(self):
        self.accepts(layers.check, "ledger/base/a.cc", "/*\n#include <rocksdb/db.h>\n*/\n")

    def test_a_relative_include_and_an_unknown_room_are_refused(self):
        self.rejects(layers.check, "ledger/store/a.cc", '#include "log.h"\n', "root")
        self.rejects(layers.check, "ledger/other/a.cc", "#include <vector>\n", "no room")


class Sizes(Checks):
    def test_a_long_file_is_refused(self):
        self.rejects(sizes.check, "ledger/base/a.cc", "int a;\n" * 401, "401 lines")
        self.accepts(sizes.check, "ledger/base/a.cc", "int a;\n" * 400)

    def test_a_long_line_is_refused_and_wide_text_counts_characters(self):
        self.rejects(sizes.check, "ledger/base/a.cc", "// " + "x" * 98 + "\n", "101 columns")
        self.accepts(sizes.check, "ledger/base/a.cc", "// " + "字" * 97 + "\n")

    def test_a_long_function_is_refused(self):
        body = "  if (x) { y(); }\n" * 69
        self.rejects(sizes.check, "ledger/base/a.cc",
                     "namespace n {\nint f(int x) {\n" + body + "}\n}\n", "f has 71 lines", ":2:")
        self.accepts(sizes.check, "ledger/base/a.cc", "int f(int x) {\n" + body[:-18] + "}\n")

    def test_a_long_member_function_is_refused(self):
        body = "    y();\n" * 70
        self.rejects(sizes.check, "ledger/base/a.h",
                     "class C final : public B<int> {\n public:\n  void f() const override {\n" +
                     body + "  }\n};\n", "72 lines")

    def test_six_parameters_are_refused(self):
        self.rejects(sizes.check, "ledger/base/a.cc",
                     "int f(int a, int b, int c, int d, int e, int g) { return 1; }\n",
                     "6 parameters")
        self.accepts(sizes.check, "ledger/base/a.cc",
                     "int f(std::map<int, int> a, int b, int c, int d, int e) { return 1; }\n")

    def test_functions_are_found_by_name(self):
        text = ('C::C(int a) : a_{a}, b_(a) { x(); }\nTEST(A, B) { auto f = [](int q) {}; }\n'
                'constexpr int v[] = {1, 2};\nenum class E { a, b };\nextern "C" { void g() {} }\n'
                'template <typename T, typename U>\nT C::h(U u) const { return {u}; }\n')
        names = [f.name for f in functions.functions_of(text)]
        for name in ("C::C", "TEST", "g", "C::h"):
            self.assertIn(name, names)
        self.assertNotIn("v", names)


class Banned(Checks):
    def test_each_banned_call_is_refused(self):
        for path, code in (("ledger/store/a.cc", 'std::printf("x");'),
                           ("ledger/store/a.cc", "std::cerr << 1;"),
                           ("tools/bench/a.cc", "int x = rand();"),
                           ("tools/bench/a.cc", "std::random_device d;"),
                           ("tools/bench/a.cc", "strcpy(a, b);"),
                           ("tools/bench/a.cc", 'sprintf(a, "b");'),
                           ("ledger/store/a.cc", "auto t = std::chrono::system_clock::now();"),
                           ("ledger/crypto/a.cc", "SHA256(a, n, out);"),
                           ("tools/bench/a.h", "using namespace std;"),
                           ("ledger/store/a.cc", "auto* p = new Thing(1);"),
                           ("ledger/store/a.cc", "delete p;"),
                           ("ledger/store/a.cc", "delete[] p;"),
                           ("ledger/store/a.cc", "void* p = malloc(8);"),
                           ("tools/bench/a.cc", 'std::system("ls");')):
            self.rejects(banned.check, path, code + "\n", path + ":1:")

    def test_what_only_looks_like_it_is_accepted(self):
        for code in ("C(const C&) = delete;", "// new Thing, delete p, rand()",
                     'auto s = "printf(x)";', 'std::snprintf(a, n, "%d", 1);',
                     "std::unique_ptr<T> p(new T(1));", "int brand(int x);",
                     'auto s = R"(system("ls"))";', "const auto n = 1'000'000; f('\"');"):
            self.accepts(banned.check, "ledger/store/a.cc", code + "\n")
        self.accepts(banned.check, "ledger/base/clock.cc", "auto t = system_clock::now();\n")

    def test_swallowing_every_exception_is_refused(self):
        self.rejects(banned.check, "ledger/store/a.cc", "try { f(); } catch (...) { g(); }\n",
                     "swallows")
        self.accepts(banned.check, "ledger/store/a.cc",
                     "try { f(); } catch (...) { g(); throw; }\n")

    def test_unfinished_words_and_machine_paths_are_refused(self):
        self.rejects(banned.check, "docs/a.md", "fine\nTODO: more\n", "docs/a.md:2:")
        self.rejects(banned.check, "tools/test", "cd /home/me/project\n", "one machine")
        self.rejects(banned.check, "docs/a.md", "see ../shared/x.md\n", "one machine")
        self.accepts(banned.check, "docs/a.md", "mktemp -d x.XXXXXX, https://a.example/work/b\n")


class Layout(Checks):
    def test_a_stranger_at_the_top_level_is_refused(self):
        self.rejects(layout.check, "NOTES.md", "x\n", "top level")
        self.accepts(layout.check, "README.md", "x\n")

    def test_a_stranger_among_the_rooms_is_refused(self):
        self.rejects(layout.check, "ledger/misc/a.h", "x\n", "not a room")
        (self.root / "ledger/misc").rmdir()
        self.accepts(layout.check, "ledger/base/a.h", "x\n")

    def test_a_folder_of_tests_that_is_never_added_is_refused(self):
        self.write("tests/CMakeLists.txt", "foreach(folder base)\n# crypto\n")
        self.rejects(layout.check, "tests/crypto/CMakeLists.txt", "\n", "does not add")
        self.accepts(layout.check, "tests/base/CMakeLists.txt", "\n")


class Headers(Checks):
    def check(self, root):
        build = root / "build"
        build.mkdir(exist_ok=True)
        (build / "compile_commands.json").write_text(json.dumps([{
            "directory": str(root), "file": "ledger/base/a.cc",
            "command": f"g++ -I{root} -std=c++20 -Wall -o a.o -c ledger/base/a.cc"}]))
        return headers.check(root, build)

    def test_a_header_that_leans_on_its_includer_is_refused(self):
        self.rejects(self.check, "ledger/base/a.h", "#pragma once\nstd::string f();\n",
                     "does not compile alone")

    def test_a_header_without_a_guard_is_refused(self):
        self.rejects(self.check, "ledger/base/a.h", "struct A {};\n", "does not compile alone")

    def test_a_complete_header_is_accepted(self):
        self.accepts(self.check, "ledger/base/a.h",
                     "#pragma once\n#include <string>\nstd::string f();\n")

    def test_a_header_of_a_room_that_nobody_builds_is_refused(self):
        self.rejects(self.check, "tools/bench/a.h", "#pragma once\n", "is built")


if __name__ == "__main__":
    unittest.main()
