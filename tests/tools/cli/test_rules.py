"""rules, list findings, list worklist, and the verdicts in replay and in dry runs."""

import json
import unittest

from program import DONE, EXAMPLES, FAULT, NOT_FOUND, REFUSED, USAGE, LedgerTest, command, run

PILOT = "partnership/ZJ-2020-001"
WRONG = "partnership/SQ-2021-001"


class Examples(LedgerTest):
    """The examples under the rulebook that they adopt."""

    def setUp(self):
        super().setUp()
        self.init("--founder", "service/founder")

    def record(self, name):
        for document in sorted((EXAMPLES / name / "documents").iterdir()):
            self.assertEqual(self.run_on("blob", "put", document).status, DONE)
        done = self.run_on("submit", "--keep-going", EXAMPLES / name / "commands.ndjson")
        self.assertIn(done.status, (DONE, REFUSED), done.err)
        return done.json()

    def findings(self, *arguments):
        listed = self.run_on("list", "findings", "--json", *arguments)
        self.assertEqual(listed.status, DONE, listed.err)
        return listed.json()

    def test_what_went_wrong_at_each_step_gives_exactly_the_findings_beside_it(self):
        receipts = self.record("irregular")
        positions = {r["commandId"]: r.get("positions", [r.get("position")]) for r in receipts}
        expected = json.loads((EXAMPLES / "irregular" / "findings.json").read_text())
        found = {f["rule"]: f for f in self.findings("--subject", expected["subject"], "--at",
                                                     expected["evaluateAt"])}
        self.assertEqual(sorted(found), sorted({f["rule"] for f in expected["findings"]}))
        for finding in expected["findings"]:
            shown = {p for c in finding["commands"] for p in positions[c]}
            self.assertTrue(shown & set(found[finding["rule"]]["restsOn"]),
                            (finding, found[finding["rule"]]))

    def test_the_pilot_breaks_no_rule_but_those_of_recording(self):
        self.record("pilot-recruitment")
        broken = {f["rule"] for f in self.findings("--subject", PILOT, "--at", "2021-12-31")}
        self.assertEqual(broken, {"REC-1"}, "the history was recorded years later")

    def test_a_verdict_of_the_past_knows_nothing_of_later_events(self):
        self.record("pilot-recruitment")
        checked = self.run_on("rules", "check", PILOT, "--at", "2020-12-31", "--json")
        self.assertEqual(checked.status, FAULT, "REC-1")
        verdicts = {v["rule"]: v["ruling"] for v in checked.json()}
        self.assertEqual(verdicts["SIGN-2"], "pass")
        self.assertEqual(verdicts["EVAL-1"], "pending")
        before = self.run_on("rules", "check", PILOT, "--at", "2020-09-01", "--json").json()
        self.assertEqual({v["rule"]: v["ruling"] for v in before}["SIGN-2"], "pending")

    def test_replay_says_at_which_step_a_verdict_changed(self):
        self.record("irregular")
        steps = self.run_on("replay", WRONG, "--json").json()
        changed = {v["rule"]: (s["event"]["type"], v["ruling"])
                   for s in steps for v in s.get("verdicts", []) if v["ruling"] == "breach"}
        self.assertEqual(changed["VOTE-8"], ("BallotCast", "breach"))
        self.assertEqual(changed["SIGN-2"], ("ContractSigned", "breach"))
        self.assertIn("§ SIGN-2", self.run_on("replay", WRONG).out)
        # A deadline passed between two events.
        self.assertIn("期限届满", self.run_on("replay", WRONG, "--lang", "zh-CN").out)

    def test_a_dry_run_says_which_rules_a_command_would_break(self):
        lines = (EXAMPLES / "irregular" / "commands.ndjson").read_text().splitlines()
        results = self.run_on("submit", "--keep-going", "--dry-run", stdin="\n".join(lines)).json()
        broken = {b["rule"] for r in results for b in r.get("wouldBreak", [])}
        self.assertLessEqual({"SIGN-2", "SIGN-9", "SEL-1", "VOTE-2"}, broken)
        self.assertEqual(self.run_on("log", "--json").json()[-1]["position"], 0)

    def test_the_worklist_has_what_falls_due_with_its_organization(self):
        self.record("pilot-recruitment")
        items = self.run_on("list", "worklist", "--json", "--at", "2021-12-31").json()
        interim = [i for i in items if i["rule"] == "EVAL-5" and i["subject"] == PILOT]
        self.assertEqual(len(interim), 1, items)
        self.assertEqual(interim[0]["due"], "2022-10-07T00:00:00+08:00")
        self.assertEqual(interim[0]["daysLeft"], 279)
        self.assertEqual(interim[0]["organization"], "organization/zj")

    def test_findings_are_filtered_by_organization_and_its_subtree(self):
        self.record("irregular")
        everywhere = self.findings("--organization", "organization/zj")
        self.assertTrue(any(f["subject"] == WRONG for f in everywhere))
        self.assertEqual(self.findings("--organization", "organization/elsewhere"), [])

    def test_rules_explain_shows_parameters_in_force_and_whence(self):
        self.record("pilot-recruitment")
        rule = self.run_on("rules", "explain", "VOTE-9", "--json").json()[0]
        self.assertEqual(rule["parameters"][0]["key"], "notice-days")
        self.assertEqual(rule["parameters"][0]["value"], "3")
        self.assertEqual(rule["rulebooks"][0]["rulebook"], "rulebook/zj-2019")
        earlier = self.run_on("rules", "explain", "VOTE-9", "--on", "2019-12-31", "--json").json()
        self.assertEqual(earlier[0]["rulebooks"], [], "not yet in force")

    def test_what_is_asked_wrongly_is_said(self):
        self.record("pilot-recruitment")
        self.assertEqual(self.run_on("list", "findings", "--rule", "VOTE-99").status, USAGE)
        self.assertEqual(self.run_on("list", "findings", "--status", "odd").status, USAGE)
        self.assertEqual(self.run_on("rules", "check", "partnership/none").status, NOT_FOUND)
        self.assertEqual(self.run_on("rules", "check", "person/zj-pg-1").status, USAGE)
        self.assertEqual(self.run_on("rules", "explain", "VOTE-99").status, NOT_FOUND)
        self.assertEqual(self.run_on("rules", "check", PILOT, "--at", "999999").status, NOT_FOUND)

    def test_a_rule_that_the_rulebook_enforces_refuses_and_an_irregular_entry_goes_round_it(self):
        lines = []
        for line in (EXAMPLES / "pilot-recruitment" / "commands.ndjson").read_text().splitlines():
            sent = json.loads(line)
            if sent["type"] == "AdoptRulebook":
                text = sent["data"]["text"]
                self.assertIn("[rules.SEL-3]\n", text)
                sent["data"]["text"] = text.replace("[rules.SEL-3]\nevaluators = { value = 3",
                                                    "[rules.SEL-3]\nenforce = \"refuse\"\n"
                                                    "evaluators = { value = 6")
            lines.append(json.dumps(sent, ensure_ascii=False))
            if sent["type"] == "DetermineWinners":
                break
        done = self.run_on("submit", stdin="\n".join(lines))
        self.assertEqual(done.status, REFUSED, done.err)
        refused = done.json()[-1]
        self.assertEqual(refused["rule"], "SEL-3")
        self.assertIn("6", refused["detail"]["en"])
        self.assertTrue(refused["restsOn"] and max(refused["restsOn"]) < refused["position"])
        event = self.run_on("log", PILOT, "--json").json()[-1]
        self.assertEqual((event["type"], event["data"]["rule"]), ("CommandRefused", "SEL-3"))
        # Life went on all the same, and somebody found out.
        found = json.loads(lines[-1])
        found |= {"commandId": "00000000-0000-4000-8000-0000000000aa", "actor": "person/zj-asset-1",
                  "role": "supervisor", "irregular": True, "reason": "found on inspection",
                  "onBehalfOf": found["actor"], "evidence": ["e" * 64]}
        accepted = self.run_on("submit", stdin=json.dumps(found))
        self.assertEqual(accepted.status, DONE, accepted.err)
        self.assertEqual([f["rule"] for f in self.findings("--rule", "SEL-3")], ["SEL-3"])

    def test_a_matter_older_than_the_record_of_its_venue_is_judged_all_the_same(self):
        # Master data entered in June for a matter of March, asked about as of April.
        june = "2021-06-01T09:00:00+08:00"
        def at(time, kind, subject, data, **more):
            return command(kind, subject, data, occurredAt=time, **more)
        done = self.submit(
            at(june, "RegisterOrganization", "organization/zj", {"name": "o", "level": "city"}),
            at(june, "RegisterVenue", "venue/v", {"name": "v", "kind": "culturalPalace",
               "organization": "organization/zj", "primaryDuties": ["sport"]}),
            at(june, "RegisterPrincipal", "person/p", {"title": "p",
               "organization": "organization/zj"}),
            at(june, "GrantRole", "person/p", {"role": "proposer", "from": "2021-01-01",
               "organization": "organization/zj"}),
            at("2021-03-01T09:00:00+08:00", "ProposePartnership", "partnership/m",
               {"venue": "venue/v", "mode": "externalCooperation", "title": "t", "purpose": "p",
                "scope": "sport"}, actor="person/p", role="proposer"))
        self.assertEqual(done.status, DONE, done.err)
        checked = self.run_on("rules", "check", "partnership/m", "--at", "2021-04-01", "--json")
        self.assertIn(checked.status, (DONE, FAULT), checked.err)
        self.assertEqual({v["rule"]: v["ruling"] for v in checked.json()}["STUDY-3"], "pass")
        self.assertEqual(self.run_on("replay", "partnership/m", "--to", "2021-04-01").status, DONE)

    def tearDown(self):
        self.assertEqual(self.run_on("verify").status, DONE)
        super().tearDown()


class Catalogue(unittest.TestCase):
    def test_every_rule_is_listed_in_both_languages_without_a_ledger(self):
        listed = run("rules", "list", "--json").json()
        self.assertEqual(len(listed), 56)
        for rule in listed:
            self.assertTrue(rule["title"]["en"] and rule["title"]["zh-CN"], rule)
        self.assertIn("末位", run("rules", "list", "--lang", "zh-CN").out)

    def test_a_rule_is_explained_without_a_ledger_by_what_holds_without_a_rulebook(self):
        rule = run("rules", "explain", "SIGN-4", "--json").json()[0]
        self.assertEqual(rule["parameters"][0]["value"], "60")
        self.assertEqual(rule["rulebooks"], [])


if __name__ == "__main__":
    unittest.main()
