"""report quarterly: the workbook, the page and the figures say the same, and what is so."""

import csv
import datetime
import html.parser
import pathlib
import re
import shutil
import subprocess
import unittest

from program import (DONE, EXAMPLES, NOT_FOUND, REFUSED, USAGE, LedgerTest, command, environment,
                     root_organization)
from workbook import read_workbook

NAMES = ["pilot-recruitment", "delegated-county-centre", "dissent", "irregular"]
ZJ = ("--organization", "organization/zj")
HOSTILE = "<script>alert('x')</script>&\"=1+1\u0007"


class Report(LedgerTest):
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

    def report(self, *arguments, quarter="2021Q2", organization=ZJ):
        return self.run_on("report", "quarterly", *organization, "--quarter", quarter, *arguments)

    def file(self, name, *arguments, **more):
        path = self.folder / name
        done = self.report("--out", path, *arguments, **more)
        self.assertEqual(done.status, DONE, done.err)
        self.assertTrue(path.exists())
        self.assertFalse(pathlib.Path(str(path) + ".part").exists())
        return path

    def figures(self, *arguments, **more):
        done = self.report("--json", *arguments, **more)
        self.assertEqual(done.status, DONE, done.err)
        return {sheet["name"]: sheet for sheet in done.json()[0]["sheets"]}


class Workbook(Report):
    def test_has_frozen_headers_filters_and_totals_that_are_the_sums_of_their_columns(self):
        self.record(*NAMES)
        sheets = read_workbook(self.file("r.xlsx"))
        self.assertEqual(list(sheets)[:4], ["Summary", "By branch", "Matters by step", "Matters"])
        self.assertEqual(list(sheets)[-1], "About this report")
        formulas = 0
        for sheet in sheets.values():
            self.assertEqual(sheet.frozen, (1, 3, "frozen"), sheet.name)
            self.assertEqual((sheet.paper, sheet.orientation), ("9", "landscape"), sheet.name)
            self.assertTrue(all(6 <= width <= 91 for width in sheet.widths), sheet.name)
            body = sheet.body()
            for (row, at), formula in sheet.formulas.items():
                formulas += 1
                values = [line[at] or 0 for line in body]
                weights = re.fullmatch(r"SUMPRODUCT\(\w+:\w+,([A-Z]+)4:\w+\)/SUM\(.*\)", formula)
                if weights is None:
                    self.assertEqual(re.sub(r"[A-Z]+", "", formula.removeprefix("SUM")),
                                     f"(4:{3 + len(body)})", sheet.name)
                    expected = sum(values)
                else:
                    by = [line[sheet.header.index("Respondents")] or 0 for line in body]
                    expected = sum(v * w for v, w in zip(values, by)) / sum(by)
                self.assertAlmostEqual(sheet.rows[row][at], expected, 6, (sheet.name, formula))
        self.assertGreater(formulas, 40)
        self.assertEqual(sheets["Matters"].filter, "A3:M8")

    def test_has_the_totals_that_the_example_has(self):
        self.record(*NAMES)
        sheets = read_workbook(self.file("r.xlsx"))
        contracts = sheets["Contracts"]
        self.assertEqual(contracts.total("Value (yuan)"), (10_160_000, "SUM(N4:N13)"))
        self.assertEqual(contracts.total("Signed this quarter (yuan)")[0], 180_000)
        venues = sheets["Satisfaction by venue"]
        self.assertEqual(venues.total("Respondents")[0], 1410)
        self.assertAlmostEqual(venues.total("Satisfaction")[0], 0.92556667, 6)
        summary = dict(zip(sheets["Summary"].column("Measure"),
                           sheets["Summary"].column("This quarter")))
        self.assertEqual(summary["Evaluations"], 8)
        self.assertEqual(summary["Contracts running"], 10)
        self.assertEqual(summary["Value running (yuan)"], 10_160_000)
        self.assertEqual(summary["Rectifications effective"], 2)
        votes = list(zip(sheets["Votes"].column("Member"), sheets["Votes"].column("Position")))
        self.assertIn(("常委3", "against"), votes)
        self.assertEqual(len(votes), 9)

    def test_adds_up_branches_organizations_and_the_whole_to_the_same(self):
        self.record(*NAMES)
        for quarter in ("2020Q4", "2021Q1", "2021Q2", "2022Q2"):
            figures = self.figures(quarter=quarter)
            summary = {row["measure"]: row.get("quarter", 0) for row in figures["summary"]["rows"]}
            branches, each = (figures[name]["totals"] for name in ("branches", "organizations"))
            for key, measure in (("proposed", "Matters proposed"), ("signed", "Contracts signed"),
                                 ("signedValue", "Value signed (yuan)"),
                                 ("respondents", "Respondents"), ("open", "Matters going on"),
                                 ("running", "Contracts running"),
                                 ("endingValue", "Value ending within six months (yuan)")):
                self.assertEqual(branches[key], each[key], (quarter, key))
                self.assertEqual(branches[key], summary[measure], (quarter, key))
            self.assertEqual(figures["contracts"]["totals"].get("runningValue", 0),
                             branches["runningValue"])
            self.assertEqual(len(figures["evaluations"]["rows"]), branches["evaluations"])

    def test_has_real_dates_and_numbers_with_formats(self):
        self.record("pilot-recruitment")
        contracts = read_workbook(self.file("r.xlsx"))["Contracts"]
        first_day = datetime.date(1899, 12, 30)
        end = first_day + datetime.timedelta(days=contracts.column("End")[0])
        self.assertEqual(end, datetime.date(2023, 3, 1))
        formats = {title: contracts.formats[3, at] for at, title in enumerate(contracts.header)}
        self.assertEqual(formats["End"], "yyyy-mm-dd")
        self.assertEqual(formats["Concluded"], "yyyy-mm-dd hh:mm")
        self.assertIn(formats["Value (yuan)"], ("#,##0.00", "4"))
        concluded = contracts.column("Concluded")[0] % 1 * 24
        self.assertAlmostEqual(concluded, 10.5, 4, "10:30 in the ledger's zone")

    def test_speaks_chinese(self):
        self.record(*NAMES)
        sheets = read_workbook(self.file("r.xlsx", "--lang", "zh-CN"))
        self.assertEqual(list(sheets)[0], "综合指标")
        self.assertIn("履行中", sheets["合同"].column("状态"))
        self.assertEqual(sheets["合同"].total("金额（元）")[0], 10_160_000)
        ascii_words = set()
        for sheet in sheets.values():
            ascii_words |= {title for title in sheet.header if title and title.isascii()}
        self.assertEqual(ascii_words, set(), "every column has a Chinese heading")

    def test_is_the_same_file_when_made_again_and_says_how(self):
        self.record("pilot-recruitment")
        self.assertEqual(self.run_on("checkpoint", "--sign").status, DONE)
        first = self.file("a.xlsx").read_bytes()
        about = {row["item"]: row["value"] for row in self.figures()["about"]["rows"]}
        head = self.head()
        self.assertEqual(about["As known at position"], str(head - 1))
        self.assertEqual(about["Checkpoint covering it: size"], str(head))
        kept = self.run_on("checkpoint", "--json").json()[0]
        self.assertEqual(about["Checkpoint covering it: root"], kept["root"])
        self.assertEqual(about["Ledger"], "minutebook.example/test")
        # Later events and checkpoints change nothing in what was known.
        self.record("dissent")
        self.assertEqual(self.run_on("checkpoint", "--sign").status, DONE)
        self.assertNotEqual(self.file("b.xlsx").read_bytes(), first)
        for number, key in enumerate(("To verify, 1: the ledger", "To verify, 2: this report")):
            again = self.folder / "again.xlsx"
            arguments = about[key].split()[1:] + (["--out", str(again)] if number else [])
            done = self.run_on(*arguments)
            self.assertEqual(done.status, DONE, (about[key], done.err))
        self.assertEqual(again.read_bytes(), first)

    def test_shows_what_was_known_and_what_was_so_at_another_time(self):
        self.record("pilot-recruitment")
        known = self.head() - 1
        self.record("delegated-county-centre")
        self.assertEqual(self.figures()["contracts"]["totals"]["value"], 358_000_000)
        then = self.figures("--known-at", known)
        self.assertEqual(then["contracts"]["totals"]["value"], 322_000_000)
        rows = self.figures()["evaluations"]["rows"]
        at = rows[3]["evaluatedAt"]
        earlier = self.figures("--at", at)["evaluations"]["rows"]
        self.assertLess(len(earlier), len(rows))
        self.assertEqual(earlier, [r for r in rows if r["evaluatedAt"] <= at])

    def test_opens_in_libreoffice_with_the_same_totals(self):
        office = shutil.which("soffice")
        if office is None:
            self.skipTest("LibreOffice is not installed: tools/setup --developer")
        self.record(*NAMES)
        for language in ("en", "zh-CN"):
            book = self.file(f"r-{language}.xlsx", "--lang", language)
            profile = (self.folder / "profile").as_uri()
            done = subprocess.run(
                [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to",
                 "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
                 "--outdir", self.folder / language, book], capture_output=True, timeout=240,
                env=environment(HOME=str(self.folder)), check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            sheets = {}
            for path in (self.folder / language).glob("*.csv"):
                with path.open(encoding="utf-8", newline="") as file:
                    sheets[path.stem.split("-", 1 if language == "en" else 2)[-1]] = list(
                        csv.reader(file))
            ours = read_workbook(book)
            self.assertEqual(len(sheets), len(ours))
            name = "Contracts" if language == "en" else "合同"
            rows = next(rows for key, rows in sheets.items() if key.endswith(name))
            self.assertEqual(rows[-1][13:16], ["10160000", "180000", "10160000"])
            self.assertEqual(len(rows), 3 + 10 + 1)
            self.assertFalse([cell for rows in sheets.values() for row in rows for cell in row
                              if cell.startswith(("#", "Err:"))], "no formula failed")


class Page(Report):
    def test_is_one_file_without_scripts_that_says_what_the_workbook_says(self):
        self.record(*NAMES)
        page = self.file("r.html").read_text(encoding="utf-8")
        class Parser(html.parser.HTMLParser):
            tags, tables, cell = [], [], None
            def handle_starttag(self, tag, attributes):
                self.tags.append((tag, dict(attributes)))
                if tag == "table":
                    self.tables.append([])
                if tag == "tr":
                    self.tables[-1].append([])
                if tag in ("td", "th"):
                    self.tables[-1][-1].append("")
                    self.cell = True
            def handle_endtag(self, tag):
                self.cell = None if tag in ("td", "th") else self.cell
            def handle_data(self, data):
                if self.cell:
                    self.tables[-1][-1][-1] += data
        parser = Parser()
        parser.feed(page)
        self.assertFalse({tag for tag, _ in parser.tags} & {"script", "img", "link", "iframe"})
        self.assertFalse([a for _, attributes in parser.tags for a, v in attributes.items()
                          if a.startswith("on") or (a in ("href", "src") and v[0] != "#")])
        book = read_workbook(self.file("r.xlsx"))
        full = [sheet for sheet in book.values() if sheet.rows[3] != {0: "None."}]
        self.assertEqual([table[0] for table in parser.tables], [sheet.header for sheet in full])
        for table, sheet in zip(parser.tables, full):
            totals = 1 if sheet.formulas else 0
            self.assertEqual(len(table) - 1 - totals, len(sheet.body()), sheet.name)

    def test_shows_hostile_text_as_text_in_both_formats(self):
        def bad(name):
            return command("RegisterOrganization", "organization/bad",
                           {"name": name, "level": "city", "parent": "organization/zj"})
        done = self.submit(root_organization(), bad(HOSTILE))
        self.assertEqual(done.status, USAGE, "a control character is refused at the door")
        done = self.submit(bad(HOSTILE[:-1]))
        self.assertEqual(done.status, DONE, done.err)
        page = self.file("r.html", quarter="2021Q1").read_text(encoding="utf-8")
        self.assertNotIn("<script", page)
        self.assertIn("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;=1+1", page)
        sheet = read_workbook(self.file("r.xlsx", quarter="2021Q1"))["Each organization"]
        self.assertIn(HOSTILE[:-1], sheet.column("Organization"))


class Questions(Report):
    def refused(self, status, *arguments, **more):
        done = self.report(*arguments, **more)
        self.assertEqual(done.status, status, done.err)
        self.assertTrue(done.err.strip())
        chinese = self.report("--lang", "zh-CN", *arguments, **more)
        self.assertNotEqual(chinese.err, done.err)

    def test_that_cannot_be_answered_are_refused_in_both_languages_and_leave_no_file(self):
        self.refused(NOT_FOUND)  # nothing is recorded yet
        self.record("pilot-recruitment")
        out = self.folder / "none.xlsx"
        for quarter in ("2021Q5", "2021", "21Q2", "2150Q1"):
            self.refused(USAGE, "--out", out, quarter=quarter)
        self.refused(NOT_FOUND, "--out", out, organization=("--organization", "organization/no"))
        self.refused(USAGE, "--out", out, organization=("--organization", "person/zj-pg-1"))
        self.refused(USAGE, "--known-at", "2021-01-01")
        self.refused(USAGE, "--at", "2021-03-01")
        self.refused(NOT_FOUND, "--known-at", "999999")
        self.assertFalse(out.exists())
        done = self.report("--out", self.folder / "no" / "such" / "folder.xlsx")
        self.assertNotEqual(done.status, DONE)
        self.assertIn("folder.xlsx", done.err)

    def test_of_a_quarter_in_which_nothing_happened_get_a_report_that_says_so(self):
        self.record("pilot-recruitment")
        sheets = read_workbook(self.file("r.xlsx", quarter="2019Q1"))
        self.assertEqual(sheets["Contracts"].rows[3], {0: "None."})
        self.assertEqual(set(sheets["Each organization"].column("Matters proposed")), {0})

    def test_have_sheets_of_findings_where_there_are_read_models_of_them(self):
        self.record("irregular")
        figures = self.figures(quarter="2022Q2")
        there = {p.name for p in (self.ledger / "views").iterdir()}
        self.assertEqual("findings" in figures, "findings.sqlite" in there)
        self.assertEqual("worklist" in figures, "findings.sqlite" in there)
        if "findings" in figures:
            self.assertTrue(figures["findings"]["rows"])


if __name__ == "__main__":
    unittest.main()
