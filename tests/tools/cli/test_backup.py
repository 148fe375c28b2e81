"""Backups as an operator makes, checks and restores them."""

import json
import unittest

from program import (CONFLICT, DONE, FAULT, NOT_FOUND, STORAGE, USAGE, LedgerTest, person,
                     root_organization, run)


class Backups(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init()
        self.submit(root_organization(), person("a"))
        self.backups = self.folder / "backups"
        self.restored = self.folder / "restored"

    def create(self, *more):
        made = self.run_on("backup", "create", self.backups, "--json", *more)
        self.assertEqual(made.status, DONE, made.err)
        return made.json()[0]

    def test_a_restored_ledger_holds_the_same(self):
        made = self.create()
        self.assertEqual((made["generation"], made["events"], made["whole"]), (1, 3, True))
        back = run("backup", "restore", self.backups, self.restored, "--json")
        self.assertEqual(back.status, DONE, back.err)
        self.assertEqual(back.json()[0]["events"], 3)
        self.assertEqual(run("-L", self.restored, "log", "--json").out,
                         self.run_on("log", "--json").out)
        self.assertIn("generation = 1", (self.restored / "restored").read_text())
        self.assertFalse((self.restored / "keys" / "ledger.pem").exists())

    def test_a_restored_ledger_says_so_until_it_is_acknowledged(self):
        self.create("--with-keys")
        self.assertNotIn("restored", self.run_on("log").err)
        run("backup", "restore", self.backups, self.restored)
        told = run("-L", self.restored, "log")
        self.assertIn("This ledger was restored", told.err)
        self.assertIn("generation 1", told.err)
        self.assertEqual(told.out, self.run_on("log").out)
        self.assertIn("恢复", run("-L", self.restored, "log", "--lang", "zh-CN").err)
        self.assertEqual(run("-L", self.restored, "log", "-q").err, "")
        notice = json.loads(run("-L", self.restored, "log", "--json").err)
        self.assertEqual((notice["notice"], notice["generation"], notice["events"],
                          notice["behind"]), ("restored", 1, 3, False))
        verified = run("-L", self.restored, "verify", "--json").json()[-1]
        self.assertIn("restored", [note["what"] for note in verified["notChecked"]])
        done = run("-L", self.restored, "backup", "acknowledge", "--json")
        self.assertEqual((done.status, done.json()), (DONE, [{"acknowledged": True}]))
        self.assertEqual(run("-L", self.restored, "log").err, "")
        self.assertIn("by = 'operator'", (self.restored / "restored").read_text())
        again = run("-L", self.restored, "backup", "acknowledge", "--json")
        self.assertEqual(again.json(), [{"acknowledged": False}])

    def test_a_copy_that_is_behind_stays_marked(self):
        self.create()
        self.submit(person("b"))
        self.create()
        run("backup", "restore", self.backups, self.restored, "--generation", "1")
        self.assertIn("must never sign", run("-L", self.restored, "log").err)
        refused = run("-L", self.restored, "backup", "acknowledge")
        self.assertEqual(refused.status, CONFLICT, refused.err)
        self.assertIn("must never sign", run("-L", self.restored, "log").err)

    def test_a_generation_can_be_chosen(self):
        self.create()
        self.submit(person("b"))
        self.create("--with-keys")
        listed = run("backup", "list", self.backups, "--json").json()
        self.assertEqual([g["events"] for g in listed], [3, 4])
        self.assertEqual([g["withKeys"] for g in listed], [False, True])
        back = run("backup", "restore", self.backups, self.restored, "--generation", "1")
        self.assertEqual(back.status, DONE, back.err)
        self.assertEqual(len(run("-L", self.restored, "log", "--json").json()), 3)
        self.assertEqual(run("backup", "verify", self.backups, "--generation", "9").status,
                         NOT_FOUND)

    def test_damage_is_a_fault_and_is_not_restored(self):
        self.create()
        self.assertEqual(run("backup", "verify", self.backups).status, DONE)
        file = max((f for f in (self.backups / "log").rglob("*") if f.is_file()),
                   key=lambda f: f.stat().st_size)
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
        verified = run("backup", "verify", self.backups)
        self.assertEqual(verified.status, FAULT)
        self.assertTrue(verified.out.startswith("FAULT backup 1 "), verified.out)
        as_json = run("backup", "verify", self.backups, "--json").json()[0]
        self.assertFalse(as_json["held"])
        back = run("backup", "restore", self.backups, self.restored)
        self.assertEqual(back.status, STORAGE)
        self.assertFalse(self.restored.exists())

    def test_nothing_is_overwritten(self):
        self.create()
        self.restored.mkdir()
        (self.restored / "mine").write_text("precious")
        back = run("backup", "restore", self.backups, self.restored)
        self.assertEqual(back.status, CONFLICT)
        self.assertEqual(self.run_on("backup", "create", self.restored).status, CONFLICT)
        self.assertEqual([f.name for f in self.restored.iterdir()], ["mine"])

    def test_bad_arguments(self):
        self.assertEqual(run("backup").status, USAGE)
        self.assertEqual(run("backup", "create", self.backups).status, USAGE)
        self.assertEqual(run("backup", "verify", self.folder).status, NOT_FOUND)
        self.assertEqual(run("backup", "list", self.folder / "none").status, NOT_FOUND)
        self.assertEqual(run("backup", "verify", self.backups, "--generation", "0").status, USAGE)
        self.assertEqual(run("-L", self.folder, "backup", "create", self.backups).status,
                         NOT_FOUND)


if __name__ == "__main__":
    unittest.main()
