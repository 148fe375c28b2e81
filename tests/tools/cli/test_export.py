"""Events for others: CloudEvents, and OCEL for process mining."""

import contextlib
import json
import re
import resource
import sqlite3
import subprocess
import unittest

import ocel
from program import (CONFLICT, DONE, EXAMPLES, NOT_FOUND, PROGRAM, SOURCE, STORAGE, USAGE,
                     LedgerTest, environment, person, root_organization, run)

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

    def export_ocel(self, *arguments):
        file = self.folder / "log.json"
        self.export("ocel", "--force", "--out", file, *arguments)
        return json.loads(file.read_text())

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


class Ocel(ExportTest):
    def test_json_holds_to_the_specification(self):
        self.record_pilot()
        log = self.export_ocel()
        self.assertEqual(ocel.check_json(log), [])
        self.assertEqual([e["id"] for e in log["events"]],
                         [f"event/{i}" for i in range(self.head())])

    def test_every_kind_of_event_of_the_examples_holds_to_it(self):
        for example in sorted(EXAMPLES.glob("*/commands.ndjson")):
            with self.subTest(example=example.parent.name):
                ledger = self.folder / example.parent.name
                run("init", ledger, "--name", "minutebook.example/test")
                run("-L", ledger, "submit", "--keep-going", example)
                file, rows = self.folder / "x.json", self.folder / "x.sqlite"
                run("-L", ledger, "export", "ocel", "--force", "--out", file)
                run("-L", ledger, "export", "ocel", "--force", "--format", "sqlite", "--out", rows)
                self.assertEqual(ocel.check_json(json.loads(file.read_text())), [])
                with contextlib.closing(sqlite3.connect(rows)) as database:
                    self.assertEqual(ocel.check_sqlite(database), [])

    def test_sqlite_holds_to_the_specification_and_says_the_same(self):
        self.record_pilot()
        file = self.folder / "log.sqlite"
        summary = self.export("ocel", "--format", "sqlite", "--out", file)[0]
        log = self.export_ocel()
        with contextlib.closing(sqlite3.connect(file)) as database:
            self.assertEqual(ocel.check_sqlite(database), [])
            relations = set(database.execute("SELECT * FROM event_object"))
            links = set(database.execute("SELECT * FROM object_object"))
            choices = dict(database.execute("SELECT ocel_id, choice FROM event_BallotCast"))
        self.assertEqual(relations, {(e["id"], r["objectId"], r["qualifier"])
                                     for e in log["events"] for r in e["relationships"]})
        self.assertEqual(links, {(o["id"], r["objectId"], r["qualifier"])
                                 for o in log["objects"] for r in o["relationships"]})
        self.assertEqual(choices, {e["id"]: a["value"] for e in log["events"]
                                   if e["type"] == "BallotCast"
                                   for a in e["attributes"] if a["name"] == "choice"})
        self.assertEqual((summary["events"], summary["objects"]),
                         (len(log["events"]), len(log["objects"])))

    def test_exporting_twice_gives_equal_bytes(self):
        self.record_pilot()
        for form in ["json", "sqlite"]:
            first, second = self.folder / "first", self.folder / "second"
            for file in (first, second):
                self.export("ocel", "--force", "--format", form, "--out", file)
            self.assertEqual(first.read_bytes(), second.read_bytes())

    def test_tells_the_steps_of_a_matter_over_time(self):
        self.record_pilot()
        matter = next(o for o in self.export_ocel()["objects"] if o["id"] == MATTER)
        steps = [(a["time"], a["value"]) for a in matter["attributes"] if a["name"] == "step"]
        self.assertEqual([s for _, s in steps],
                         ["study", "decision", "approval", "signing", "evaluation"])
        self.assertEqual(steps, sorted(steps))
        shown = self.run_on("show", MATTER, "--json").json()[0]
        self.assertIn(steps[-1][1], json.dumps(shown))

    def test_a_subject_comes_with_the_names_of_what_it_touches(self):
        self.record_pilot()
        log = self.export_ocel("--subject", MATTER)
        self.assertEqual(ocel.check_json(log), [])
        self.assertEqual(len(log["events"]), len(self.run_on("log", MATTER, "--json").json()))
        objects = {o["id"]: o for o in log["objects"]}
        venue = objects["venue/zj-service-centre"]
        self.assertIn("name", [a["name"] for a in venue["attributes"]])
        above = [r["objectId"] for r in venue["relationships"] if r["qualifier"] == "organization"]
        self.assertIn("name", [a["name"] for a in objects[above[0]]["attributes"]])
        whole = {o["id"]: o for o in self.export_ocel()["objects"]}
        for name, each in objects.items():
            self.assertEqual(each["attributes"], whole[name]["attributes"], name)

    def test_ends_at_the_position_asked_for(self):
        self.record_pilot()
        log = self.export_ocel("--to", 80)
        self.assertEqual((ocel.check_json(log), len(log["events"])), ([], 81))
        matter = next(o for o in log["objects"] if o["id"] == MATTER)
        self.assertNotIn("evaluation", [a["value"] for a in matter["attributes"]])

    def test_an_existing_file_is_replaced_only_when_asked(self):
        file = self.folder / "log.json"
        file.write_text("mine")
        self.assertEqual(self.run_on("export", "ocel", "--out", file).status, CONFLICT)
        self.assertEqual(file.read_text(), "mine")
        self.export_ocel()
        self.assertEqual(self.files(), {"log.json"})

    def test_what_cannot_be_written_leaves_nothing(self):
        self.record_pilot()
        out = self.folder / "out"
        for arguments, status in [(["--out", self.folder / "no" / "x"], STORAGE),
                                  (["--out", self.ledger, "--force"], USAGE), ([], USAGE),
                                  (["--out", out, "--format", "xml"], USAGE),
                                  (["--out", out, "--to", 99999], NOT_FOUND),
                                  (["--out", out, "--subject", "person/nobody"], NOT_FOUND)]:
            with self.subTest(arguments=arguments):
                self.assertEqual(self.run_on("export", "ocel", *arguments).status, status)
        self.assertEqual(self.files(), set())

    def test_a_full_disk_leaves_nothing(self):
        self.record_pilot()
        for form in ["json", "sqlite"]:
            # Writing past the limit fails as on a full disk, as long as the signal is ignored.
            done = subprocess.run(
                [PROGRAM, "-L", self.ledger, "export", "ocel", "--format", form,
                 "--out", self.folder / "out"],
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536)),
                restore_signals=False, env=environment(), capture_output=True, check=False)
            self.assertEqual(done.returncode, STORAGE, done.stderr)
            self.assertEqual(self.files(), set())


if __name__ == "__main__":
    unittest.main()
