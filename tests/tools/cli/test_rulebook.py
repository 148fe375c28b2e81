"""minutebook init --rulebook: adopted whole, or nothing made."""

import unittest

from program import DONE, EXAMPLES, NOT_FOUND, USAGE, LedgerTest, run

SOUND = 'title = "rules"\nversion = 1\neffective-from = 2021-04-01\n'


class Rulebook(LedgerTest):
    def file(self, text, name="rules.toml"):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def refused(self, text, *words, name="rules.toml"):
        result = run("init", self.ledger, "--name", "minutebook.example/test",
                     "--rulebook", self.file(text, name))
        self.assertEqual(result.status, USAGE)
        self.assertFalse(self.ledger.exists())
        for word in words:
            self.assertIn(word, result.err)

    def test_init_adopts_it_for_the_whole_ledger(self):
        for name in ["zhejiang-2019", "chongqing-2016"]:
            with self.subTest(name=name):
                ledger = self.folder / name
                made = run("init", ledger, "--name", "minutebook.example/test",
                           "--rulebook", EXAMPLES / "rulebooks" / f"{name}.toml")
                self.assertEqual(made.status, DONE, made.err)
                shown = run("-L", ledger, "--json", "show", f"rulebook/{name}")
                self.assertIn(f"rulebook/{name}", shown.out)
                log = run("-L", ledger, "--json", "log").out.splitlines()
                self.assertEqual(len(log), 2)
                self.assertIn("RulebookAdopted", log[1])
                self.assertEqual(run("-L", ledger, "verify").status, DONE)

    def test_json_names_it(self):
        made = run("--json", "init", self.ledger, "--name", "minutebook.example/test",
                   "--rulebook", self.file(SOUND, "city.toml"))
        self.assertEqual(made.json()[0]["rulebook"], "rulebook/city")

    def test_a_bad_file_tells_all_its_faults_and_nothing_is_made(self):
        self.refused(SOUND + "[rules.VOTE-9]\nnotice-days = 61\n[rules.VOTE-99]\n",
                     "line 5, rules.VOTE-9.notice-days", "line 6, rules.VOTE-99")

    def test_a_rulebook_of_an_organization_is_none_for_the_whole_ledger(self):
        self.refused(SOUND.replace("version", 'organization = "organization/zj"\nversion'),
                     "organization")

    def test_a_second_edition_is_no_first(self):
        self.refused(SOUND.replace("version = 1", "version = 2"), "version 1")

    def test_a_file_whose_name_is_no_id(self):
        self.refused(SOUND, "A–Z", name="规则.toml")

    def test_a_file_that_is_not_there(self):
        result = run("init", self.ledger, "--name", "x", "--rulebook", self.folder / "none.toml")
        self.assertEqual(result.status, NOT_FOUND)
        self.assertFalse(self.ledger.exists())


if __name__ == "__main__":
    unittest.main()
