"""Bad input: one sentence with line and path, the right exit status, what was accepted stays."""

import json
import os
import resource
import shutil
import subprocess
import unittest

from program import (DONE, PROGRAM, STORAGE, USAGE, LedgerTest, command, environment, person,
                     root_organization, run)

TOO_LONG = 100 * 1024 * 1024


class BadCommands(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init()

    def check(self, line, path=None):
        """`line` in the middle of a file is refused as data; the first line stays, the third is
        not looked at."""
        before, after = root_organization().encode(), person("after").encode()
        line = line if isinstance(line, bytes) else line.encode()
        result = self.run_on("submit", stdin=before + b"\n" + line + b"\n" + after + b"\n")
        self.assertEqual(result.status, USAGE, result.err)
        results = result.json()
        self.assertEqual([r["status"] for r in results], ["accepted", "invalid"])
        self.assertEqual(results[1]["line"], 2)
        for language in ["en", "zh-CN"]:
            self.assertTrue(results[1]["detail"][language])
        if path is not None:
            self.assertEqual(results[1]["path"], path)
        sentences = [s for s in result.err.splitlines() if s.startswith("minutebook: ")]
        self.assertEqual(len(sentences), 1, result.err)
        self.assertIn("line 2", sentences[0])
        self.assertEqual(self.head(), 2)

    def test_malformed_json(self):
        self.check('{"commandId": ')

    def test_text_that_is_no_object(self):
        self.check("[1, 2]")

    def test_a_wrong_type(self):
        self.check(person("a", data={"title": 7, "organization": "organization/zj"}), "data.title")

    def test_what_has_not_happened_yet(self):
        self.check(person("a", occurredAt="2199-01-01T00:00:00+08:00"), "occurredAt")

    def test_a_time_without_an_offset(self):
        self.check(person("a", occurredAt="2021-01-04T09:00:00"), "occurredAt")

    def test_a_leap_day_of_no_leap_year(self):
        self.check(person("a", occurredAt="2021-02-29T09:00:00+08:00"), "occurredAt")

    def test_an_unknown_field(self):
        data = {"title": "t", "organization": "organization/zj", "colour": "red"}
        self.check(person("a", data=data), "data.colour")

    def test_an_unknown_field_of_the_command(self):
        self.check(person("a", colour="red"), "colour")

    def test_an_unknown_command(self):
        self.check(command("PaintVenue", "venue/x", {}), "type")

    def test_a_number_out_of_range(self):
        data = {"title": "t", "version": 0, "organization": "organization/zj",
                "effectiveFrom": "2021-01-01", "text": "x"}
        self.check(command("AdoptRulebook", "rulebook/r", data), "data.version")

    def test_a_version_beyond_exact_integers(self):
        self.check(person("a", expectedVersion=2**60), "expectedVersion")

    def test_invalid_utf8(self):
        self.check(person("a").encode().replace(b"title of", b"title \xff"))

    def test_duplicated_keys(self):
        self.check(person("a")[:-1] + ',"role":"founder"}')

    def test_an_id_with_control_characters(self):
        self.check(command("RegisterPrincipal", "person/a\u0007b",
                           {"title": "t", "organization": "organization/zj"}), "subject")

    def test_a_day_that_does_not_exist(self):
        self.check(person("a", occurredAt="2021-02-30T09:00:00+08:00"), "occurredAt")

    def test_a_missing_field(self):
        self.check(person("a", actor=None), "actor")

    def test_a_broken_envelope(self):
        self.check(json.dumps({"payloadType": "x", "payload": "%%%", "signatures": []}))

    def test_a_line_of_100_mb_is_skipped_in_bounded_memory(self):
        file = self.folder / "long.ndjson"
        with open(file, "wb") as out:
            out.write(root_organization().encode() + b"\n")
            for _ in range(TOO_LONG // 2**20):
                out.write(b"x" * 2**20)
            out.write(b"\n" + person("a").encode() + b"\n")
        with open(file, "rb") as data:
            process = subprocess.Popen([PROGRAM, "-L", self.ledger, "submit", "--keep-going"],
                                       stdin=data, stdout=subprocess.PIPE, env=environment(),
                                       stderr=subprocess.DEVNULL)
            out = process.stdout.read()
            process.stdout.close()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, USAGE)
        results = [json.loads(line) for line in out.splitlines()]
        self.assertEqual([r["status"] for r in results], ["accepted", "invalid", "accepted"])
        self.assertEqual(results[1]["line"], 2)
        if "sanitize" not in os.environ.get("CXXFLAGS", ""):
            self.assertLess(usage.ru_maxrss, 600 * 1024, "KiB; far below the line and its copies")


class BadLedgers(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init()
        self.submit(root_organization(), person("a"))

    def expect_storage(self, *arguments, stdin=b""):
        result = self.run_on(*arguments, stdin=stdin)
        self.assertEqual(result.status, STORAGE, result.out + result.err)
        self.assertEqual(len(result.err.splitlines()), 1, result.err)
        return result

    def test_the_log_of_another_ledger(self):
        other = self.folder / "other"
        run("init", other, "--name", "other")
        shutil.rmtree(self.ledger / "log")
        shutil.copytree(other / "log", self.ledger / "log")
        self.expect_storage("submit", stdin=person("b"))

    def test_a_truncated_database_file(self):
        cut = 0
        for file in (self.ledger / "log").rglob("*"):
            if file.suffix == ".sst" or file.name.startswith("MANIFEST"):
                os.truncate(file, file.stat().st_size // 2)
                cut += 1
        self.assertGreater(cut, 0)
        self.expect_storage("submit", stdin=person("b"))

    def test_a_missing_configuration(self):
        (self.ledger / "ledger.toml").unlink()
        result = self.run_on("log")
        self.assertNotEqual(result.status, DONE)
        self.assertEqual(len(result.err.splitlines()), 1, result.err)

    @unittest.skipIf(os.geteuid() == 0, "root may read and write everything")
    def test_no_permission(self):
        os.chmod(self.ledger / "log", 0)
        self.addCleanup(os.chmod, self.ledger / "log", 0o700)
        self.expect_storage("log")

    def test_no_space_is_reported_and_nothing_is_acknowledged_that_is_not_there(self):
        # A limit on file sizes stands in for a full disk: the write fails in the same place.
        lines = [person(f"p{i}", data={"title": "t" * 300, "organization": "organization/zj"})
                 for i in range(4000)]

        def limited():
            resource.setrlimit(resource.RLIMIT_FSIZE, (400 * 1024, 400 * 1024))
            import signal
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        done = subprocess.run([PROGRAM, "-L", self.ledger, "submit", "-q"], env=environment(),
                              input="\n".join(lines).encode(), capture_output=True, timeout=120,
                              preexec_fn=limited, check=False)
        self.assertEqual(done.returncode, STORAGE, done.stderr)
        results = [json.loads(line) for line in done.stdout.splitlines()]
        accepted = [r for r in results if r["status"] == "accepted"]
        self.assertLess(len(accepted), len(lines))
        recorded = {e.get("commandId") for e in self.run_on("log", "--json").json()}
        self.assertLessEqual({r["commandId"] for r in accepted}, recorded)
        again = self.submit(*lines, arguments=["-q"])
        self.assertEqual(again.status, DONE, again.err)
        self.assertEqual(self.head(), 3 + len(lines))


if __name__ == "__main__":
    unittest.main()
