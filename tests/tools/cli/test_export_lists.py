"""export csv|xlsx|sqlite: any list as a file, the same rows in each."""

import csv
import io
import sqlite3
import unittest

from program import (DONE, EXAMPLES, NOT_FOUND, REFUSED, USAGE, LedgerTest, command,
                     root_organization)
from workbook import read_workbook

FORMULAS = ["=1+1", "+49", "-cmd", "@SUM(A1)"]


class Export(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init("--founder", "service/founder")

    def tearDown(self):
        self.assertEqual(self.run_on("verify").status, DONE)
        super().tearDown()

    def record(self, *names):
        for name in names:
            for document in sorted((EXAMPLES / name / "documents").iterdir()):
                self.assertEqual(self.run_on("blob", "put", document).status, DONE)
            done = self.run_on("submit", "--keep-going", EXAMPLES / name / "commands.ndjson")
            self.assertIn(done.status, (DONE, REFUSED), done.err)

    def csv(self, *arguments):
        done = self.run_on("export", "csv", *arguments)
        self.assertEqual(done.status, DONE, done.err)
        return list(csv.DictReader(io.StringIO(done.bytes.decode("utf-8"), newline="")))

    def file(self, form, name, *arguments):
        path = self.folder / name
        done = self.run_on("export", form, *arguments, "--out", path)
        self.assertEqual(done.status, DONE, done.err)
        self.assertEqual([p.name for p in self.folder.glob(name + ".*")], [], "nothing beside it")
        return path

    def test_gives_the_same_rows_as_csv_workbook_and_database(self):
        self.record("pilot-recruitment", "delegated-county-centre")
        filter_ = ("contracts", "--where", "value >= 430000", "--sort", "-value")
        rows = self.csv(*filter_)
        self.assertEqual([r["value"] for r in rows],
                         ["505000.00", "490000.00", "475000.00", "460000.00", "445000.00",
                          "430000.00"])
        self.assertEqual(rows[0]["end"], "2023-03-01")
        self.assertEqual(rows[0]["concludedAt"], "2020-12-30T16:30:00+08:00")
        self.assertEqual((rows[0]["partnerInvests"], rows[0]["state"]), ("false", "running"))
        with sqlite3.connect(f"file:{self.file('sqlite', 'c.sqlite', *filter_)}?immutable=1",
                             uri=True) as database:
            self.assertEqual([value for value, in database.execute("SELECT value FROM contracts")],
                             [round(float(r["value"]) * 100) for r in rows])
            about = dict(database.execute("SELECT name, value FROM about"))
        self.assertEqual((about["rows"], about["where"]), ("6", "value >= 430000"))
        self.assertEqual(about["position"], str(self.head() - 1))
        sheets = read_workbook(self.file("xlsx", "c.xlsx", *filter_, "--lang", "zh-CN"))
        self.assertEqual(list(sheets), ["合同", "说明与核验"])
        self.assertEqual(sheets["合同"].total("金额")[0], 2_805_000)
        self.assertEqual(sheets["合同"].column("金额"), [float(r["value"]) for r in rows])
        self.assertIn(["筛选条件", "value >= 430000"], sheets["说明与核验"].body())

    def test_gives_every_list_and_every_row_of_it(self):
        self.record("pilot-recruitment", "irregular")
        events = self.csv("events", "--sort", "event")
        self.assertEqual([int(e["event"]) for e in events], list(range(self.head())))
        for kind in ("partnerships", "ballots", "evaluations", "people", "organizations",
                     "documents", "rectifications", "milestones"):
            rows = self.csv(kind)
            self.assertTrue(rows, kind)
            with sqlite3.connect(self.file("sqlite", kind + ".sqlite", kind)) as database:
                (count,), = database.execute(f"SELECT count(*) FROM {kind}")
            self.assertEqual(count, len(rows), kind)
            titles = {s.name for s in read_workbook(
                self.file("xlsx", kind + ".xlsx", kind)).values()}
            self.assertEqual(len(titles), 2, kind)

    def test_is_rfc_4180_and_calls_no_formula(self):
        self.assertEqual(self.submit(root_organization()).status, DONE)
        names = [*FORMULAS, "a,b", 'say "so"', "two\nlines", "plain-text"]
        for number, name in enumerate(names):
            done = self.submit(command("RegisterOrganization", f"organization/o{number}", {
                "name": name, "level": "city", "parent": "organization/zj"}))
            self.assertEqual(done.status, DONE, (name, done.err))
        raw = self.run_on("export", "csv", "organizations", "--sort", "subject").bytes
        self.assertTrue(raw.endswith(b"\r\n") and b'"say ""so"""' in raw and b'"a,b"' in raw)
        found = {r["subject"]: r["name"] for r in self.csv("organizations")}
        for number, name in enumerate(names):
            expected = "'" + name if name in FORMULAS else name
            self.assertEqual(found[f"organization/o{number}"], expected)
        bom = self.run_on("export", "csv", "organizations", "--bom").bytes
        self.assertEqual(bom.removeprefix(b"\xef\xbb\xbf"),
                         self.run_on("export", "csv", "organizations").bytes)
        self.assertEqual(len(bom) - 3, len(bom.removeprefix(b"\xef\xbb\xbf")))
        with sqlite3.connect(self.file("sqlite", "o.sqlite", "organizations")) as database:
            exact = {s: n for s, n in database.execute("SELECT subject, name FROM organizations")}
        self.assertEqual(exact["organization/o0"], "=1+1", "a database has no formulas")

    def test_shows_another_time(self):
        self.record("delegated-county-centre")
        known = self.head() - 1
        self.record("dissent")
        self.assertEqual(len(self.csv("contracts")), 2)
        self.assertEqual(len(self.csv("contracts", "--known-at", known)), 1)
        self.assertEqual(len(self.csv("contracts", "--at", "2020-06-30")), 0)

    def test_refuses_what_it_cannot_do_and_leaves_no_file(self):
        self.record("dissent")
        for form in ("csv", "xlsx", "sqlite"):
            out = self.folder / f"no.{form}"
            for arguments, status in ((("nothing",), USAGE),
                                      (("contracts", "--where", "value >"), USAGE),
                                      (("contracts", "--sort", "nothing"), USAGE),
                                      (("contracts", "--known-at", "99999"), NOT_FOUND)):
                done = self.run_on("export", form, *arguments, "--out", out)
                self.assertEqual(done.status, status, (form, arguments, done.err))
                chinese = self.run_on("export", form, *arguments, "--out", out, "--lang", "zh-CN")
                self.assertNotEqual(chinese.err, done.err)
            far = self.run_on("export", form, "contracts", "--out", self.folder / "no" / "x")
            self.assertNotEqual(far.status, DONE, form)
            self.assertEqual(list(self.folder.glob("no.*")), [])


if __name__ == "__main__":
    unittest.main()
