"""Worlds with planted breaches: taken in whole, their labels beside them."""

import json
import os
import pathlib
import subprocess
import sys

from program import DONE, USAGE, LedgerTest, run

SCORE = pathlib.Path(os.environ["MINUTEBOOK_SOURCE"]) / "tests" / "generate" / "score.py"


class Generate(LedgerTest):
    def labelled(self, partnerships=48):
        labels = self.folder / "labels.ndjson"
        history = run("generate", "--partnerships", partnerships, "--seed", 5, "--breaches", 0.3,
                      "--labels", labels)
        self.assertEqual(history.status, DONE, history.err)
        return history, [json.loads(line) for line in labels.read_text("utf-8").splitlines()]

    def test_a_world_with_breaches_is_accepted_to_the_last_command(self):
        history, labels = self.labelled()
        self.init()
        result = self.run_on("submit", "--jobs", 2, stdin=history.bytes)
        self.assertEqual(result.status, DONE, result.err)
        subjects = [label["subject"] for label in labels[1:]]
        self.assertEqual(len(subjects), len(set(subjects)))

    def test_the_findings_are_those_of_the_labels(self):
        history, labels = self.labelled(240)
        self.init()
        self.assertEqual(self.run_on("submit", stdin=history.bytes).status, DONE)
        found = self.run_on("--json", "list", "findings", "--at", labels[0]["evaluateAt"])
        self.assertEqual(found.status, DONE, found.err)
        result = subprocess.run([sys.executable, SCORE, self.folder / "labels.ndjson", "-"],
                                input=found.bytes, capture_output=True, check=False)
        self.assertEqual(result.returncode, 0, result.stdout.decode())

    def test_labels_begin_with_the_moment_for_which_they_hold(self):
        header, *labels = self.labelled()[1]
        self.assertEqual(header["evaluateAt"], "2026-07-01T00:00:00+08:00")
        self.assertEqual(header["seed"], 5)
        self.assertEqual(header["partnerships"], 48)
        self.assertEqual(sum(bool(label["planted"]) for label in labels
                             if label["subject"].startswith("partnership/")), 14)

    def test_without_breaches_the_history_is_another(self):
        history, _ = self.labelled()
        plain = run("generate", "--partnerships", 48, "--seed", 5)
        self.assertNotEqual(history.bytes, plain.bytes)

    def test_the_option_takes_a_share_up_to_a_half_and_labels_need_it(self):
        self.assertEqual(run("generate", "--breaches", 0.6).status, USAGE)
        self.assertEqual(run("generate", "--labels", self.folder / "labels").status, USAGE)

    def test_labels_that_cannot_be_written_are_told_of_before_anything_else(self):
        result = run("generate", "--breaches", 0.1, "--labels", self.folder / "no" / "labels")
        self.assertNotEqual(result.status, DONE)
        self.assertEqual(result.bytes, b"")


class Score(LedgerTest):
    LABELS = [{"evaluateAt": "2026-07-01T00:00:00+08:00", "notPlanted": ["REC-1"]},
              {"subject": "partnership/a", "breaches": ["VOTE-2", "VOTE-3"], "planted": [],
               "nearMiss": []},
              {"subject": "partnership/b", "breaches": [], "planted": [],
               "nearMiss": [{"rule": "VOTE-2", "variant": "just a quorum"}]}]

    def score(self, *found):
        labels = self.folder / "labels.ndjson"
        labels.write_text("".join(json.dumps(line) + "\n" for line in self.LABELS), "utf-8")
        findings = "".join(json.dumps({"rule": rule, "subject": f"partnership/{subject}",
                                       "status": status}) + "\n"
                           for rule, subject, status in found)
        return subprocess.run([sys.executable, SCORE, labels, "-"], input=findings,
                              capture_output=True, text=True, check=False)

    def test_all_and_nothing_else_is_perfect_whatever_is_found_of_rules_not_planted(self):
        result = self.score(("VOTE-2", "a", "open"), ("VOTE-3", "a", "confirmed"),
                            ("REC-1", "b", "open"))
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertNotIn("REC-1", result.stdout)

    def test_what_is_missed_or_dismissed_lowers_recall(self):
        result = self.score(("VOTE-2", "a", "open"), ("VOTE-3", "a", "dismissed"))
        self.assertEqual(result.returncode, 1)
        self.assertIn("missed: partnership/a", result.stdout)

    def test_what_is_found_beside_lowers_precision(self):
        result = self.score(("VOTE-2", "a", "open"), ("VOTE-3", "a", "open"),
                            ("VOTE-2", "b", "open"))
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stdout, r"VOTE-2 +1 +1 +2 +1\.000 +0\.500")
        self.assertIn("no breach: partnership/b", result.stdout)

    def test_what_cannot_be_read_is_no_result(self):
        result = subprocess.run([sys.executable, SCORE, self.folder / "nothing", "-"], input="",
                                capture_output=True, text=True, check=False)
        self.assertEqual(result.returncode, 2)
