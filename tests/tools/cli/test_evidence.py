"""Checkpoints, receipts, and what they prove."""

import shutil
import unittest

from program import (DONE, FAULT, NOT_FOUND, UNAUTHORISED, USAGE, LedgerTest, person,
                     root_organization, run)


class EvidenceTest(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init(*self.suite())
        self.assertEqual(self.submit(root_organization(), person("a"), person("b")).status, DONE)
        self.policy = self.folder / "trusted.policy"
        self.policy.write_text(f"log {self.verifier_key()}\nquorum none\n")

    def suite(self):
        return ()

    def verifier_key(self):
        return self.run_on("key", "show", "--json").json()[0]["verifierKey"]

    def receipt(self, position, *more):
        file = self.folder / f"{position}.tlog-proof"
        made = self.run_on("prove", position, "--output", file, *more)
        self.assertEqual(made.status, DONE, made.err)
        return file

    def verify(self, *files, ledger=None):
        where = ("-L", ledger) if ledger else ()
        return run(*where, "receipt", "verify", *files, "--policy", self.policy, "--json")


class Checkpoints(EvidenceTest):
    def test_cover_everything_when_submit_ends(self):
        newest = self.run_on("checkpoint", "--json").json()[0]
        self.assertEqual(newest["size"], 4)
        self.assertEqual(newest["origin"], "minutebook.example/test")
        self.assertEqual((self.ledger / "checkpoint").read_text(), newest["note"])
        self.assertEqual(self.run_on("checkpoint").out, newest["note"])

    def test_are_all_kept(self):
        self.submit(person("c"))
        sizes = [each["size"] for each in self.run_on("checkpoint", "--list", "--json").json()]
        self.assertEqual(sizes, [1, 4, 5])
        self.assertEqual(self.run_on("checkpoint", "--size", 4, "--json").json()[0]["size"], 4)
        self.assertEqual(self.run_on("checkpoint", "--size", 3).status, NOT_FOUND)
        self.assertIn("minutebook.example/test", self.run_on("checkpoint", "--list").out)

    def test_are_not_made_anew_without_new_events(self):
        before = self.run_on("checkpoint").out
        self.assertEqual(self.run_on("checkpoint", "--sign").out, before)


class Receipts(EvidenceTest):
    def test_hold_without_the_ledger(self):
        file = self.receipt(2)
        shown = self.verify(file)
        self.assertEqual(shown.status, DONE, shown.err + shown.out)
        verdict = shown.json()[0]
        self.assertTrue(verdict["holds"])
        self.assertEqual(verdict["position"], 2)
        self.assertEqual(verdict["event"]["data"]["title"], "title of a")
        people = run("receipt", "verify", file, "--policy", self.policy)
        self.assertIn("HOLDS", people.out)
        self.assertIn("title of a", people.out)
        chinese = run("--lang", "zh-CN", "receipt", "verify", file, "--policy", self.policy)
        self.assertIn("成立", chinese.out)

    def test_keep_the_content_back_when_asked(self):
        file = self.receipt(2, "--without-payload")
        verdict = self.verify(file).json()[0]
        self.assertTrue(verdict["holds"])
        self.assertTrue(verdict["event"]["redacted"])
        self.assertNotIn("title of a", str(verdict))

    def test_that_were_changed_do_not_hold(self):
        file = self.receipt(2)
        text = file.read_text()
        file.write_text(text.replace("index 2", "index 1"))
        changed = self.verify(file)
        self.assertEqual(changed.status, FAULT)
        self.assertFalse(changed.json()[0]["holds"])
        file.write_text("no receipt at all\n")
        self.assertEqual(self.verify(file).status, FAULT)
        self.assertEqual(self.verify(self.folder / "none").status, NOT_FOUND)

    def test_of_an_unknown_ledger_do_not_hold(self):
        file = self.receipt(2)
        self.policy.write_text("quorum none\n")
        self.assertEqual(self.verify(file).status, FAULT)
        self.policy.write_text("log nonsense\n")
        self.assertEqual(self.verify(file).status, USAGE)

    def test_convict_a_ledger_that_lost_the_entry(self):
        old = self.folder / "old"
        shutil.copytree(self.ledger, old)
        recorded = self.submit(person("c"), arguments=("--receipts", self.folder / "receipts"))
        self.assertEqual(recorded.status, DONE, recorded.err)
        file = self.folder / "receipts" / "4.tlog-proof"
        self.assertEqual(self.verify(file, ledger=self.ledger).status, DONE)
        convicted = self.verify(file, ledger=old)
        self.assertEqual(convicted.status, FAULT)
        self.assertIn("removed", convicted.json()[0]["against"][0]["en"])

    def test_are_not_made_of_what_is_not_there(self):
        self.assertEqual(self.run_on("prove", 99).status, NOT_FOUND)
        self.assertEqual(self.run_on("prove", "x").status, USAGE)


class ReceiptsInGm(Receipts):
    def suite(self):
        return ("--suite", "gm")


class EncryptedLedgerKey(LedgerTest):
    def test_is_asked_for_by_who_signs(self):
        secret = self.folder / "secret"
        secret.write_text("correct horse\n")
        self.init("--passphrase-file", secret)
        self.assertIn("ENCRYPTED", (self.ledger / "keys" / "ledger.pem").read_text())
        self.assertEqual(self.submit(root_organization()).status, UNAUTHORISED)
        given = self.submit(root_organization(), arguments=("--passphrase-file", secret))
        self.assertEqual(given.status, DONE, given.err)


if __name__ == "__main__":
    unittest.main()
