"""Arguments: where options may stand, what is missing or wrong, help and completions."""

import json
import pathlib
import subprocess
import tempfile
import unittest

from program import (CONFLICT, DONE, NOT_FOUND, PROGRAM, STORAGE, USAGE, LedgerTest,
                     root_organization, run)

SUBCOMMANDS = ["init", "submit", "log", "show", "diff", "blame", "replay", "verify", "blob",
               "checkpoint", "prove", "receipt", "export", "mirror", "serve", "backup", "key",
               "sign", "witness", "generate", "bench", "completion", "version"]


class Arguments(LedgerTest):
    def test_global_options_stand_before_or_after_the_subcommand(self):
        self.init()
        before = run("--json", "-L", self.ledger, "log")
        after = run("log", "--json", "-L", self.ledger)
        variable = run("log", "--json", MINUTEBOOK_LEDGER=str(self.ledger))
        self.assertEqual(before.status, DONE, before.err)
        self.assertEqual(before.out, after.out)
        self.assertEqual(before.out, variable.out)

    def test_no_ledger_given_names_the_option_and_the_variable(self):
        result = run("log")
        self.assertEqual(result.status, USAGE)
        self.assertIn("-L", result.err)
        self.assertIn("MINUTEBOOK_LEDGER", result.err)

    def test_a_directory_without_a_ledger_is_not_found(self):
        self.assertEqual(run("-L", self.folder / "nothing", "log").status, NOT_FOUND)

    def test_wrong_usage_is_2_with_one_sentence(self):
        for arguments in [[], ["nonsense"], ["log", "--nonsense"], ["show"], ["init"],
                          ["init", "x"], ["submit", "--jobs", "many"], ["log", "--from", "-1"],
                          ["version", "--color", "pink"], ["blob"], ["completion", "tcsh"]]:
            with self.subTest(arguments=arguments):
                result = run(*arguments, cwd=self.folder)
                self.assertEqual(result.status, USAGE, result.err)
                self.assertEqual(len(result.err.splitlines()), 1, result.err)

    def test_json_errors_are_json_in_both_languages(self):
        result = run("--json", "show")
        error = json.loads(result.err)
        self.assertEqual(error["error"], "invalid_input")
        self.assertEqual(set(error["detail"]), {"en", "zh-CN"})

    def test_init_does_not_touch_a_directory_that_has_something_in_it(self):
        self.init()
        again = run("init", self.ledger, "--name", "other")
        self.assertEqual(again.status, CONFLICT)
        self.assertEqual(self.head(), 1)

    def test_init_checks_its_values(self):
        for option, value in [("--suite", "md5"), ("--zone", "8"), ("--founder", "person/x"),
                              ("--name", "")]:
            with self.subTest(option=option):
                arguments = {"--name": "n", option: value}
                flat = [word for pair in arguments.items() for word in pair]
                self.assertEqual(run("init", self.ledger, *flat).status, USAGE)
                self.assertFalse(self.ledger.exists())

    def test_a_second_writer_is_told_who_holds_the_ledger(self):
        self.init()
        first = subprocess.Popen([PROGRAM, "-L", self.ledger, "submit", "-"],
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL)
        try:
            first.stdin.write(root_organization().encode() + b"\n")
            first.stdin.flush()
            self.assertEqual(json.loads(first.stdout.readline())["status"], "accepted")
            second = self.submit(root_organization())
            self.assertEqual(second.status, STORAGE)
            self.assertIn("minutebook submit", second.err)
            self.assertEqual(self.run_on("log").status, DONE, "readers are not locked out")
        finally:
            first.communicate(timeout=60)
        self.assertEqual(first.returncode, DONE)


class Help(unittest.TestCase):
    def test_every_subcommand_has_help_in_both_languages(self):
        for name in SUBCOMMANDS:
            for language in ["en", "zh-CN"]:
                with self.subTest(name=name, language=language):
                    result = run(name, "--help", "--lang", language)
                    self.assertEqual(result.status, DONE, result.err)
                    self.assertNotIn("ui.", result.out, "a label is missing")
                    self.assertIn("用法" if language == "zh-CN" else "Usage", result.out)

    def test_version_says_what_it_is(self):
        self.assertTrue(run("version").out.startswith("minutebook "))
        version = run("version", "--json").json()[0]
        self.assertEqual(version["name"], "minutebook")
        self.assertEqual(run("--version").out.split()[1], version["version"])

    def test_bench_compares_with_bare_rocksdb_in_one_run(self):
        with tempfile.TemporaryDirectory() as folder:
            append = run("bench", "append", "--events", 300, "--rounds", 1, "--batch", "1,16",
                         "--dir", folder, "--json")
            scan = run("bench", "scan", "--events", 300, "--rounds", 1, "--dir", folder,
                       "--json")
            self.assertEqual(list(pathlib.Path(folder).iterdir()), [], "it cleans up")
        self.assertEqual((append.status, scan.status), (DONE, DONE), append.err + scan.err)
        for report in [*append.json(), *scan.json()]:
            self.assertIn("ratio", json.dumps(report).lower())

    def test_bench_verify_compares_with_a_bare_scan_of_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run("bench", "verify", "--events", 300, "--rounds", 2, "--threads", 2,
                       "--dir", folder, "--json")
            table = run("bench", "verify", "--events", 300, "--rounds", 1, "--dir", folder)
            self.assertEqual(list(pathlib.Path(folder).iterdir()), [], "it cleans up")
        self.assertEqual((done.status, table.status), (DONE, DONE), done.err + table.err)
        report = done.json()[0]
        self.assertEqual((report["benchmark"], report["rounds"], report["threads"]),
                         ("verify", 2, 2))
        self.assertGreater(report["events"], 300)
        self.assertGreater(report["storedBytesPerEvent"], 512)
        for figure in ("verifiedPerSecond", "hashedPerSecond", "ratio"):
            self.assertGreater(report[figure], 0, figure)
        self.assertIn("Bare scan, hashed", table.out)

    def test_bench_proof_compares_ledgers_of_several_sizes(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run("bench", "proof", "--events", "100,700", "--new-events", 50,
                       "--rounds", 2, "--dir", folder, "--json")
            table = run("bench", "proof", "--events", "100,200", "--new-events", 5,
                        "--rounds", 1, "--dir", folder)
            self.assertEqual(list(pathlib.Path(folder).iterdir()), [], "it cleans up")
        self.assertEqual((done.status, table.status), (DONE, DONE), done.err + table.err)
        report = done.json()[0]
        self.assertEqual((report["benchmark"], report["newEvents"]), ("proof", 50))
        small, large = report["rows"]
        self.assertEqual(large["events"] - small["events"], 600)
        for row in report["rows"]:
            for figure in ("inclusionMicroseconds", "consistencyMicroseconds",
                           "sinceVerifiedMilliseconds"):
                self.assertGreater(row[figure], 0, figure)
        for figure in ("inclusionRatio", "consistencyRatio", "sinceVerifiedRatio"):
            self.assertGreater(report[figure], 0, figure)
        self.assertIn("µs", table.out)

    def test_bash_completion_knows_subcommands_and_options(self):
        script = run("completion", "bash").out
        check = script + "\nCOMP_WORDS=(minutebook sh)\nCOMP_CWORD=1; _minutebook\n" \
            "echo ${COMPREPLY[@]}\nCOMP_WORDS=(minutebook show --kno)\nCOMP_CWORD=2; _minutebook\n"\
            "echo ${COMPREPLY[@]}\n"
        done = subprocess.run(["bash", "-c", check], capture_output=True, text=True, check=True)
        self.assertEqual(done.stdout.split(), ["show", "--known-at"], done.stderr)

    def test_zsh_and_fish_completions_name_every_subcommand(self):
        for shell in ["zsh", "fish"]:
            script = run("completion", shell).out
            for name in SUBCOMMANDS:
                self.assertIn(name, script)


if __name__ == "__main__":
    unittest.main()
