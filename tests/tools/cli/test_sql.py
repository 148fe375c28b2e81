"""The questions of docs/supervisors/sql.md, asked with the sqlite3 program alone."""

import csv
import io
import re
import shutil
import subprocess
import time
import unittest

from program import DONE, EXAMPLES, REFUSED, SOURCE, LedgerTest, environment

PAGES = [SOURCE / "docs" / "supervisors" / name for name in ("sql.md", "sql.zh-CN.md")]
CITIES, AGAINST, ENDING = range(3)
FOR_EVER = "9223372036854775807"


def questions(page):
    """The SQL of the page's three questions."""
    return re.findall(r"<<'SQL'\n(.*?)\nSQL\n", page.read_text(encoding="utf-8"), re.DOTALL)


@unittest.skipUnless(shutil.which("sqlite3"), "the sqlite3 program is not installed")
class Analyst(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init("--founder", "service/founder")
        self.sql = questions(PAGES[0])
        self.assertEqual(len(self.sql), 3)

    def tearDown(self):
        self.assertEqual(self.run_on("verify").status, DONE)
        self.assertEqual(self.run_on("projections", "check").status, DONE)
        super().tearDown()

    def record(self, *names):
        for name in names:
            for document in sorted((EXAMPLES / name / "documents").iterdir()):
                self.assertEqual(self.run_on("blob", "put", document).status, DONE)
            done = self.run_on("submit", "--keep-going", EXAMPLES / name / "commands.ndjson")
            self.assertIn(done.status, (DONE, REFUSED), done.err)

    def ask(self, sql, status=0):
        done = subprocess.run(["sqlite3", "-readonly", "-csv", "-header",
                               self.ledger / "views" / "register.sqlite"], input=sql.encode(),
                              capture_output=True, cwd=self.folder, env=environment(), timeout=60,
                              check=False)
        self.assertEqual(done.returncode, status, done.stderr)
        return list(csv.DictReader(io.StringIO(done.stdout.decode())))

    def build(self):
        self.assertEqual(self.run_on("projections", "rebuild").status, DONE)

    def test_finds_how_many_matters_of_each_city_stood_at_which_step(self):
        self.record("delegated-county-centre")
        time.sleep(1.1)
        seconds = int(time.time())
        self.record("pilot-recruitment", "dissent", "irregular")
        self.build()
        rows = [tuple(row.values()) for row in self.ask(self.sql[CITIES])]
        hangzhou = [("杭州市总工会", "evaluation", "1"), ("杭州市总工会", "signing", "1")]
        self.assertEqual(rows, [*hangzhou, ("示例市总工会", "evaluation", "1")])
        then = self.sql[CITIES].replace("unixepoch('2030-01-01', '-8 hours')", str(seconds))
        self.assertNotEqual(then, self.sql[CITIES])
        self.assertEqual([tuple(row.values()) for row in self.ask(then)], hangzhou,
                         "the second city was not known yet")
        earlier = self.sql[CITIES].replace("2021-07-01", "2020-04-01")
        self.assertEqual([tuple(row.values()) for row in self.ask(earlier)],
                         [("杭州市总工会", "decision", "1")])

    def test_finds_who_voted_against_and_what_became_of_the_contracts(self):
        self.record("pilot-recruitment", "delegated-county-centre", "dissent", "irregular")
        self.build()
        self.assertEqual([tuple(row.values()) for row in self.ask(self.sql[AGAINST])], [
            ("partnership/SX-2021-001", "M1", "常委3", "2021-05-12", "C1", "示例技师学院",
             "180000.0", "running", "passed")])

    def test_finds_which_contracts_end_with_their_renewals_and_sums(self):
        self.record("pilot-recruitment", "delegated-county-centre", "dissent", "irregular")
        self.build()
        rows = self.ask(self.sql[ENDING])
        found = [(r["organization"], r["contract"], r["ends"], r["renewals"], float(r["value"]),
                  float(r["ofOrganization"])) for r in rows]
        self.assertEqual(found, [
            ("杭州市临安区总工会", "C1", "2023-05-01", "0", 360000, 360000),
            *(("浙江省总工会", f"C{i}", "2023-03-01", "0", 400000 + 15000 * i, 3220000)
              for i in range(1, 8))])
        renewed = self.ask(self.sql[ENDING].replace("2022-12-31", "2030-03-01"))
        self.assertEqual([(r["organization"], r["ends"], r["since"], r["renewals"],
                           float(r["value"])) for r in renewed],
                         [("示例区总工会", "2030-07-01", "2021-04-01", "1", 6400000)])
        before = self.ask(self.sql[ENDING].replace("2022-12-31", "2022-08-31"))
        self.assertEqual(len(before), 0, "the end of February is before the first of March")

    def test_can_change_nothing_and_may_work_on_a_copy(self):
        self.record("dissent")
        self.build()
        self.ask("DELETE FROM partnerships;", status=1)
        copy = self.folder / "copy"
        copy.mkdir()
        shutil.copy(self.ledger / "views" / "register.sqlite", copy / "register.sqlite")
        copy.chmod(0o555)
        done = subprocess.run(["sqlite3", f"file:{copy}/register.sqlite?immutable=1",
                               "SELECT count(*) FROM partnerships_now;"],
                              capture_output=True, timeout=60, check=False)
        copy.chmod(0o755)
        self.assertEqual(done.stdout.strip(), b"1", done.stderr)


class Page(unittest.TestCase):
    def test_asks_the_same_in_both_languages(self):
        self.assertEqual(questions(PAGES[1]), questions(PAGES[0]))
        self.assertIn(FOR_EVER, PAGES[0].read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
