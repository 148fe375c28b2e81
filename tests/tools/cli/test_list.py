"""`list KIND` over the read models of a real history."""

from program import DONE, EXAMPLES, NOT_FOUND, USAGE, LedgerTest


class List(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init()
        commands = (EXAMPLES / "pilot-recruitment" / "commands.ndjson").read_text()
        self.assertEqual(self.run_on("submit", stdin=commands).status, DONE)

    def tearDown(self):
        verified = self.run_on("verify")
        self.assertEqual(verified.status, DONE, verified.out + verified.err)

    def rows(self, *arguments):
        """(rows, page) of a list as JSON."""
        answered = self.run_on("list", *arguments, "--json")
        self.assertEqual(answered.status, DONE, answered.err)
        lines = answered.json()
        return lines[:-1], lines[-1]["page"]

    def test_a_filter_an_order_and_totals(self):
        rows, page = self.rows("contracts", "--where", "value >= 470000", "--sort", "-value",
                               "--total")
        values = [row["valueFen"] for row in rows]
        self.assertEqual(values, sorted(values, reverse=True))
        self.assertEqual([v for v in values if v < 47_000_000], [])
        self.assertEqual(page["total"], {"rows": len(values), "valueFen": sum(values)})
        self.assertGreater(len(values), 1)

    def test_pages_fit_together(self):
        whole, _ = self.rows("events", "--limit", "1000")
        self.assertEqual([r["event"] for r in whole], list(reversed(range(self.head()))))
        paged, cursor = [], []
        while True:
            rows, page = self.rows("events", "--limit", "100", *cursor)
            paged += rows
            if "next" not in page:
                break
            cursor = ["--after", page["next"]]
        self.assertEqual(paged, whole)

    def test_chinese_words_of_any_length(self):
        for words, found in (("招募", True), ("职工服务中心", True), ("省", True), ("招服", False)):
            rows, _ = self.rows("partnerships", "--where", f'text ~ "{words}"')
            self.assertEqual(bool(rows), found, words)

    def test_as_of(self):
        for day, step in (("2020-07-31", "study"), ("2020-12-01", "signing"),
                          ("2020-12-31", "evaluation")):
            rows, _ = self.rows("partnerships", "--at", day)
            self.assertEqual([r["step"] for r in rows], [step], day)
        rows, _ = self.rows("partnerships", "--at", "2019-12-31")
        self.assertEqual(rows, [])
        rows, page = self.rows("events", "--known-at", "9")
        self.assertEqual([r["event"] for r in rows], list(range(9, -1, -1)))
        self.assertEqual(page["readAt"], 9)
        beyond = self.run_on("list", "contracts", "--at", str(self.head()))
        self.assertEqual(beyond.status, NOT_FOUND, beyond.err)

    def test_an_organization_and_those_below_it(self):
        self.assertTrue(self.rows("contracts", "--organization", "organization/zj")[0])
        self.assertEqual(self.rows("contracts", "--organization", "organization/no")[0], [])
        refused = self.run_on("list", "partners", "--organization", "organization/zj")
        self.assertEqual(refused.status, USAGE)

    def test_what_is_wrong_is_shown(self):
        for arguments, sentence in (
                (["contracts", "--where", "stat = running"],
                 "filter, column 1: contracts has no field stat; did you mean state?"),
                (["contracts", "--where", "state = running'; DROP TABLE contracts"], "column 16"),
                (["contracts", "--where", "concludedAt > 2021-02-30"], "is not a date that exists"),
                (["contracts", "--sort", "first"], "cannot be sorted by first"),
                (["contracts", "--limit", "99999999"], "1 to 10000 rows"),
                (["contracts", "--after", "x"], "this is no cursor"),
                (["contracts", "--fields", "colour"], "has no column colour"),
                (["contract"], "did you mean contracts?"), ([], "which list?")):
            wrong = self.run_on("list", *arguments)
            self.assertEqual(wrong.status, USAGE, arguments)
            self.assertIn(sentence, wrong.err)
            self.assertEqual(wrong.out, "")
        shown = self.run_on("list", "contracts", "--where", "stat = running").err.splitlines()
        self.assertEqual(shown[1:], ["  stat = running", "  ^"])
        chinese = self.run_on("--lang", "zh-CN", "list", "contracts", "--where", "stat = running")
        self.assertIn("筛选条件第 1 列", chinese.err)

    def test_rows_in_peoples_words(self):
        shown = self.run_on("--lang", "zh-CN", "list", "contracts", "--limit", "1", "--total")
        self.assertIn("金额", shown.out.splitlines()[0])
        self.assertIn("履行中", shown.out)
        self.assertIn(" 元", shown.out)
        self.assertIn("--after", shown.err)
        fields = self.run_on("list", "bids", "--fields", "price,bid").out.splitlines()[0]
        self.assertEqual(fields.split(), ["price", "bid"])

    def test_every_list_answers(self):
        kinds = self.run_on("list", "--kinds", "--json").json()
        self.assertGreater(len(kinds), 30)
        for kind in kinds:
            self.rows(kind["list"], "--total", "--limit", "3")
        self.assertIn("contracts", self.run_on("list", "--kinds", "contracts").out)

    def test_findings_and_the_worklist_stay(self):
        for name in ("findings", "worklist"):
            answered = self.run_on("list", name, "--json", "--organization", "organization/zj")
            self.assertEqual(answered.status, DONE, answered.err)
            self.assertEqual([x for x in answered.json() if "page" in x], [])
            self.assertTrue(all("rule" in x for x in answered.json()))

    def test_a_damaged_file_is_built_anew(self):
        self.rows("contracts")
        views = self.ledger / "views"
        before, _ = self.rows("contracts")
        for file in views.glob("register*"):
            if file.is_file() and not file.is_symlink():
                file.write_bytes(b"no database" * 100)
        self.assertEqual(self.rows("contracts")[0], before)
