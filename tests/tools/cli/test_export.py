"""Events for others, as CloudEvents."""

import json
import re
import subprocess
import unittest

from program import (DONE, EXAMPLES, NOT_FOUND, PROGRAM, SOURCE, STORAGE, USAGE,
                     LedgerTest, environment, person, root_organization)

MATTER = "partnership/ZJ-2020-001"
GOLDEN = SOURCE / "tests" / "golden" / "cloudevents.ndjson"


class ExportTest(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init()

    def tearDown(self):
        self.assertEqual(self.run_on("verify").status, DONE)

    def record_pilot(self):
        folder = EXAMPLES / "pilot-recruitment"
        for document in (folder / "documents").glob("*"):
            self.assertEqual(self.run_on("blob", "put", document).status, DONE)
        done = self.run_on("submit", folder / "commands.ndjson")
        self.assertEqual(done.status, DONE, done.err)

    def export(self, *arguments):
        done = self.run_on("export", *arguments, "--json")
        self.assertEqual(done.status, DONE, done.err)
        return done.json()

    def files(self):
        return {p.name for p in self.folder.iterdir()} - {"ledger"}


class CloudEvents(ExportTest):
    def normalised(self, line):
        """What differs from one ledger, or one recording, to the next."""
        line = re.sub(r'urn:uuid:[0-9a-f-]{36}', "urn:uuid:LEDGER", line)
        line = re.sub(r'ledger/[0-9a-f-]{36}', "ledger/LEDGER", line)
        line = re.sub(r'"recorded(at|At)":"[^"]*"', r'"recorded\1":"RECORDED"', line)
        line = re.sub(r'"publicKey":"[^"]*"', '"publicKey":"KEY"', line)
        if '"id":"0"' in line:
            line = re.sub(r'"(time|occurredAt)":"[^"]*"', r'"\1":"RECORDED"', line)
            line = re.sub(r'"software":"[^"]*"', '"software":"SOFTWARE"', line)
        return line

    def test_first_lines_of_the_pilot_are_frozen(self):
        self.record_pilot()
        lines = self.run_on("export", "cloudevents").out.splitlines()
        wanted = GOLDEN.read_text().splitlines()
        self.assertEqual([self.normalised(line) for line in lines[:len(wanted)]], wanted)

    def test_data_is_the_event_as_log_shows_it(self):
        self.record_pilot()
        exported = self.export("cloudevents")
        self.assertEqual([e["data"] for e in exported], self.run_on("log", "--json").json())
        for position, event in enumerate(exported):
            self.assertEqual((event["id"], int(event["sequence"])), (str(position), position))
            self.assertEqual(event["type"], "org.minutebook." + event["data"]["type"])
            self.assertEqual(event["time"], event["data"]["occurredAt"])
        self.assertEqual(len({e["source"] for e in exported}), 1)
        self.assertEqual([e["sequence"] for e in exported],
                         sorted(e["sequence"] for e in exported))

    def test_a_file_is_what_standard_output_is(self):
        self.record_pilot()
        file = self.folder / "events.ndjson"
        summary = self.export("cloudevents", "--subject", MATTER, "--out", file)[0]
        printed = self.run_on("export", "cloudevents", "--subject", MATTER)
        self.assertEqual(file.read_bytes(), printed.bytes)
        self.assertEqual(summary["events"], len(printed.out.splitlines()))
        self.assertEqual({e["subject"] for e in printed.json()}, {MATTER})
        self.assertEqual(self.files(), {"events.ndjson"})

    def test_positions_bound_it_and_the_next_one_is_empty(self):
        self.submit(root_organization(), person("a"), person("b"))
        ids = [e["id"] for e in self.export("cloudevents", "--from", 1, "--to", 2)]
        self.assertEqual(ids, ["1", "2"])
        self.assertEqual(self.export("cloudevents", "--from", 4), [])
        for arguments, status in [(["--from", 5], NOT_FOUND), (["--to", 4], NOT_FOUND),
                                  (["--from", 3, "--to", 2], USAGE), (["--to", "x"], USAGE),
                                  (["--subject", "person/nobody"], NOT_FOUND),
                                  (["--subject", "nobody"], USAGE)]:
            with self.subTest(arguments=arguments):
                refused = self.run_on("export", "cloudevents", *arguments)
                self.assertEqual((refused.status, refused.out), (status, ""), refused.err)

    def test_a_reader_that_goes_away_is_no_error_and_a_full_disk_is_one(self):
        self.record_pilot()
        command = [PROGRAM, "-L", self.ledger, "export", "cloudevents"]
        with open("/dev/full", "wb") as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False,
                                  env=environment())
        self.assertEqual(done.returncode, STORAGE)
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment()) as process:
            process.stdout.readline()
            process.stdout.close()
            self.assertEqual(process.wait(timeout=60), DONE)


if __name__ == "__main__":
    unittest.main()
