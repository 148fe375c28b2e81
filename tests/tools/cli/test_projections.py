"""The read models: projections status, rebuild, check, and what `verify` says of them."""

import os
import pathlib
import resource
import signal
import sqlite3
import subprocess
import unittest

from program import (DONE, EXAMPLES, FAULT, PROGRAM, STORAGE, USAGE, LedgerTest, Result,
                     environment, root_organization)


class Projections(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init("--founder", "service/founder")
        done = self.run_on("submit", EXAMPLES / "pilot-recruitment" / "commands.ndjson")
        self.assertEqual(done.status, DONE, done.err)
        self.views = self.ledger / "views"

    def status(self):
        listed = self.run_on("projections", "status", "--json")
        self.assertEqual(listed.status, DONE, listed.err)
        return {view["view"]: view for view in listed.json()}

    def rebuild(self, *arguments):
        done = self.run_on("projections", "rebuild", *arguments)
        self.assertEqual(done.status, DONE, done.err)

    def change(self, view, sql):
        with sqlite3.connect(self.views / f"{view}.sqlite") as database:
            database.execute(sql)
        database.close()

    def test_what_was_never_built_says_so(self):
        self.assertEqual({view["rebuild"] for view in self.status().values()}, {"absent"})

    def test_a_rebuild_is_at_the_head(self):
        self.rebuild()
        for view in self.status().values():
            self.assertEqual((view["behind"], view["rebuild"]), (0, "none"))
            self.assertEqual(view["position"], self.head())

    def test_a_check_finds_a_changed_row_and_names_its_table(self):
        self.rebuild()
        self.assertEqual(self.run_on("projections", "check").status, DONE)
        self.change("register", "UPDATE ballots SET choice = 'against' WHERE id = 3")
        check = self.run_on("projections", "check", "--json")
        self.assertEqual(check.status, FAULT, check.err)
        wrong = [table["table"] for view in check.json() for table in view["tables"]
                 if not table["holds"]]
        self.assertEqual(wrong, ["ballots"])

    def test_verify_compares_the_read_models_at_its_last_level(self):
        self.rebuild()
        sound = self.run_on("verify", "--level", "projections")
        self.assertEqual(sound.status, DONE, sound.out)
        self.change("timeline", "DELETE FROM mentions WHERE id = 9")
        faulty = self.run_on("verify", "--level", "projections")
        self.assertEqual(faulty.status, FAULT, faulty.out)
        self.assertIn("view:timeline/mentions", faulty.out)
        self.assertEqual(self.run_on("verify", "--level", "replay").status, DONE)

    def test_verify_says_that_there_is_nothing_to_compare(self):
        sound = self.run_on("verify", "--level", "projections")
        self.assertEqual(sound.status, DONE, sound.out)
        self.assertIn("there are no read models", sound.out)

    def test_an_unknown_view_is_named_with_those_that_there_are(self):
        asked = self.run_on("projections", "rebuild", "regster")
        self.assertEqual(asked.status, USAGE)
        self.assertIn("register", asked.err)
        self.assertIn("regster", asked.err)

    def test_they_may_be_kept_in_another_folder(self):
        other = self.folder / "elsewhere"
        self.assertEqual(self.run_on("--views", other, "projections", "rebuild").status, DONE)
        self.assertTrue((other / "register.sqlite").exists())
        self.assertFalse((self.views / "register.sqlite").exists())

    def test_a_disk_without_room_is_told_and_costs_nothing(self):
        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

        full = Result(subprocess.run(
            [PROGRAM, "-L", str(self.ledger), "projections", "rebuild"], capture_output=True,
            env=environment(), timeout=120, check=False, preexec_fn=small_files))
        self.assertEqual(full.status, STORAGE, full.err)
        self.assertIn(".sqlite", full.err)
        self.rebuild()
        self.assertEqual(self.run_on("projections", "check").status, DONE)

    def test_a_file_of_another_ledger_is_never_taken_for_this_ones(self):
        self.rebuild()
        other = self.folder / "other"
        self.assertEqual(self.run_on("init", other, "--name", "minutebook.example/o").status, DONE)
        (other / "views").mkdir(exist_ok=True)
        pathlib.Path(other / "views" / "register.sqlite").write_bytes(
            (self.views / "register.sqlite").read_bytes())
        self.ledger = other
        self.assertEqual(self.status()["register"]["rebuild"], "otherLedger")
        self.rebuild()
        self.assertEqual(self.status()["register"]["rebuild"], "none")

    def test_follow_takes_in_what_is_written_beside_it(self):
        follower = subprocess.Popen(
            [PROGRAM, "-q", "--json", "-L", str(self.ledger), "projections", "follow",
             "--interval", "0.05"], stdout=subprocess.PIPE, env=environment())
        try:
            for _ in self.status():
                self.assertIn(b'"position"', follower.stdout.readline())
            self.submit(root_organization())  # refused, which is recorded
            self.assertIn(f'"events":1,"position":{self.head()}'.encode(),
                          follower.stdout.readline())
        finally:
            follower.send_signal(signal.SIGINT)
            follower.stdout.close()
            self.assertEqual(follower.wait(30), DONE)

    @unittest.skipIf(os.geteuid() == 0, "root can write everywhere")
    def test_a_folder_that_cannot_be_written_still_answers_what_is_there(self):
        self.rebuild()
        self.views.chmod(0o500)
        self.addCleanup(self.views.chmod, 0o700)
        self.assertEqual(self.status()["register"]["rebuild"], "none")


if __name__ == "__main__":
    unittest.main()
