"""Receipts, stopping and going on, retries, dry runs, threads, signals."""

import json
import os
import signal
import subprocess
import unittest

from program import (CONFLICT, DONE, EXAMPLES, INTERRUPTED, PROGRAM, REFUSED, STORAGE, USAGE,
                     LedgerTest, command, environment, person, root_organization, run)


class Receipts(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init()

    def test_an_acceptance_names_positions_events_and_leaves(self):
        line = root_organization()
        result = self.submit(line)
        self.assertEqual(result.status, DONE, result.err)
        receipt = result.json()[0]
        self.assertEqual(receipt["status"], "accepted")
        self.assertEqual(receipt["commandId"], json.loads(line)["commandId"])
        self.assertEqual(receipt["positions"], [1])
        self.assertEqual(receipt["events"], ["OrganizationRegistered"])
        self.assertEqual(receipt["treeSize"], 2)
        self.assertRegex(receipt["leafHashes"][0], "^[0-9a-f]{64}$")
        self.assertTrue(receipt["recordedAt"].endswith("Z"))

    def test_the_same_file_again_gives_the_same_receipts_and_records_nothing(self):
        lines = [root_organization(), person("a"), person("b")]
        first, second = self.submit(*lines), self.submit(*lines)
        self.assertEqual(first.out, second.out)
        self.assertEqual(second.status, DONE)
        self.assertEqual(self.head(), 4)

    def test_a_command_id_belongs_to_one_command(self):
        line = root_organization()
        self.submit(line)
        other = json.loads(line) | {"data": {"name": "x", "level": "city"}}
        result = self.submit(json.dumps(other))
        self.assertEqual(result.status, USAGE)
        self.assertEqual(result.json()[0]["path"], "commandId")

    def test_a_refusal_names_its_rule_and_is_recorded(self):
        result = self.submit(root_organization(), root_organization())
        self.assertEqual(result.status, REFUSED)
        refusal = result.json()[1]
        self.assertEqual(refusal["status"], "refused")
        self.assertEqual(refusal["rule"], "REF-2")
        self.assertEqual(set(refusal["detail"]), {"en", "zh-CN"})
        self.assertEqual(refusal["position"], 2)
        event = self.run_on("log", "--from", 2, "--json").json()[0]
        self.assertEqual(event["type"], "CommandRefused")

    def test_a_stale_version_is_a_conflict_and_records_nothing(self):
        self.submit(root_organization())
        change = command("ChangeOrganization", "organization/zj", {"name": "n", "reason": "r"},
                         expectedVersion=7)
        result = self.submit(change)
        self.assertEqual(result.status, CONFLICT)
        conflict = result.json()[0]
        self.assertEqual((conflict["expectedVersion"], conflict["version"]), (7, 1))
        self.assertEqual(self.head(), 2)

    def test_it_stops_at_the_first_that_is_not_accepted(self):
        result = self.submit(root_organization(), "{", person("a"))
        self.assertEqual(result.status, USAGE)
        self.assertEqual([r["status"] for r in result.json()], ["accepted", "invalid"])
        self.assertEqual(self.head(), 2, "what was accepted before stays")
        self.assertIn("line 2", result.err)
        self.assertIn("nothing is recorded twice", result.err)

    def test_keep_going_does_the_rest_and_exits_as_the_first_failure(self):
        lines = [root_organization(), "{", person("a"), root_organization(), person("b")]
        result = self.submit(*lines, arguments=["--keep-going"])
        self.assertEqual(result.status, USAGE)
        self.assertEqual([r["status"] for r in result.json()],
                         ["accepted", "invalid", "accepted", "refused", "accepted"])

    def test_blank_lines_are_passed_over_but_counted(self):
        result = self.submit(root_organization(), "", "  ", "{")
        self.assertEqual([r["status"] for r in result.json()], ["accepted", "invalid"])
        self.assertEqual(result.json()[1]["line"], 4)

    def test_a_dry_run_foretells_and_writes_nothing(self):
        lines = [root_organization(), person("a"), root_organization()]
        dry = self.submit(*lines, arguments=["--dry-run"])
        self.assertEqual(dry.status, REFUSED)
        self.assertEqual(self.head(), 1)
        real = self.submit(*lines)
        self.assertEqual([r["status"] for r in dry.json()], [r["status"] for r in real.json()])
        self.assertTrue(all(r["dryRun"] for r in dry.json()))

    def test_several_files_go_in_their_order_and_results_name_them(self):
        first, second = self.folder / "1.ndjson", self.folder / "2.ndjson"
        first.write_text(root_organization() + "\n")
        second.write_text(person("a") + "\n{\n")
        result = self.run_on("submit", first, second)
        self.assertEqual(result.status, USAGE)
        self.assertEqual(result.json()[2]["file"], str(second))
        self.assertEqual(result.json()[2]["line"], 2)

    def test_a_missing_file_is_found_before_anything_is_recorded(self):
        first = self.folder / "1.ndjson"
        first.write_text(root_organization() + "\n")
        self.assertEqual(self.run_on("submit", first, self.folder / "none").status, 4)
        self.assertEqual(self.head(), 1)


class Streams(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init()

    def start(self, *arguments):
        return subprocess.Popen([PROGRAM, "-L", self.ledger, "submit", *arguments],
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, env=environment())

    def test_each_line_is_answered_before_the_next_is_sent(self):
        process = self.start("--jobs", "3")
        for line in [root_organization(), person("a"), person("b")]:
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()
            self.assertEqual(json.loads(process.stdout.readline())["status"], "accepted")
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, DONE)

    def test_sigint_ends_with_130_and_a_sound_ledger(self):
        process = self.start()
        process.stdin.write((root_organization() + "\n" + person("a") + "\n").encode())
        process.stdin.flush()
        receipts = [json.loads(process.stdout.readline()) for _ in range(2)]
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        process.stdin.close()
        self.assertEqual(process.returncode, INTERRUPTED)
        self.assertEqual(self.head(), 3)
        self.assertEqual([r["positions"] for r in receipts], [[1], [2]])
        self.assertEqual(self.submit(person("b")).status, DONE)
        process.stdout.close()
        process.stderr.close()

    def test_every_number_of_jobs_gives_the_same_answers_in_order(self):
        lines = [root_organization()] + [person(f"p{i}") for i in range(700)]
        for jobs in [1, 8]:
            ledger = self.folder / f"jobs{jobs}"
            run("init", ledger, "--name", "n")
            result = run("-L", ledger, "submit", "--jobs", jobs, stdin="\n".join(lines))
            self.assertEqual(result.status, DONE, result.err)
            self.assertEqual([r["commandId"] for r in result.json()],
                             [json.loads(line)["commandId"] for line in lines])
            self.assertEqual([r["positions"] for r in result.json()],
                             [[i + 1] for i in range(len(lines))])

    def test_receipts_that_cannot_be_printed_stop_it(self):
        reader, writer = os.pipe()
        os.close(reader)
        process = subprocess.run([PROGRAM, "-L", self.ledger, "submit"], stdout=writer,
                                 input=(root_organization() + "\n").encode(), timeout=60,
                                 stderr=subprocess.PIPE, env=environment(), check=False)
        os.close(writer)
        self.assertEqual(process.returncode, STORAGE)

    def test_a_reader_that_goes_away_is_no_fault(self):
        self.submit(root_organization(), *[person(f"p{i}") for i in range(300)])
        process = subprocess.Popen([PROGRAM, "-L", self.ledger, "log", "--json"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=environment())
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        process.stderr.close()
        self.assertEqual(process.wait(timeout=60), DONE)
        self.assertEqual(errors, b"")


class Examples(LedgerTest):
    def test_every_example_is_recorded_as_it_is(self):
        for folder in sorted(file.parent for file in EXAMPLES.glob("*/commands.ndjson")):
            with self.subTest(example=folder.name):
                self.ledger = self.folder / folder.name
                self.init()
                for document in sorted((folder / "documents").glob("*")):
                    self.assertEqual(self.run_on("blob", "put", document).status, DONE)
                result = self.run_on("submit", "--keep-going", folder / "commands.ndjson")
                # The one that goes wrong at each step is refused now and then, and says so.
                wrong = (folder / "findings.json").exists()
                self.assertEqual(result.status, REFUSED if wrong else DONE, result.err)
                allowed = {"accepted", "refused"} if wrong else {"accepted"}
                self.assertEqual({r["status"] for r in result.json()}, allowed)

    def test_generated_histories_are_all_accepted(self):
        self.init()
        history = run("generate", "--partnerships", 3, "--seed", 5)
        self.assertEqual(history.bytes, run("generate", "--partnerships", 3, "--seed", 5).bytes)
        self.assertNotEqual(history.bytes, run("generate", "--partnerships", 3, "--seed", 6).bytes)
        result = self.run_on("submit", "--jobs", 2, stdin=history.bytes)
        self.assertEqual(result.status, DONE, result.err)


if __name__ == "__main__":
    unittest.main()
