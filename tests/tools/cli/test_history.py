"""log, show, diff, blame and replay over a history with two axes of time."""

import unittest

from program import (DONE, EXAMPLES, NOT_FOUND, USAGE, LedgerTest, command, person,
                     root_organization, run)


class History(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init()
        def change(name, day):
            return command("ChangeOrganization", "organization/zj", {"name": name, "reason": "r"},
                           occurredAt=f"{day}T10:00:00+08:00")
        # The change of March was recorded after that of June.
        done = self.submit(root_organization(), person("a"), change("June", "2021-06-01"),
                           change("March", "2021-03-01"))
        self.assertEqual(done.status, DONE, done.err)

    def name(self, *arguments):
        shown = self.run_on("show", "organization/zj", "--json", *arguments)
        self.assertEqual(shown.status, DONE, shown.err)
        return shown.json()[0]["state"]["name"]

    def test_log_gives_events_with_header_type_and_data(self):
        event = self.run_on("log", "organization/zj", "--json").json()[0]
        self.assertEqual(event["position"], 1)
        self.assertEqual(event["subject"], "organization/zj")
        self.assertEqual(event["type"], "OrganizationRegistered")
        self.assertEqual(event["actor"], "service/founder")
        self.assertEqual(event["role"], "founder")
        self.assertEqual(event["occurredAt"], "2021-01-04T09:00:00+08:00")
        self.assertEqual(event["data"]["level"], "provincial")

    def test_log_filters(self):
        def positions(*arguments):
            result = self.run_on("log", "--json", *arguments)
            self.assertEqual(result.status, DONE, result.err)
            return [e["position"] for e in result.json()]
        self.assertEqual(positions("--from", 2, "--to", 3), [2, 3])
        self.assertEqual(positions("--type", "OrganizationChanged"), [3, 4])
        self.assertEqual(positions("organization/zj", "--limit", 2), [1, 3])
        self.assertEqual(positions("--since", "2021-03-01", "--until", "2021-05-31"), [4])
        self.assertEqual(positions("--actor", "person/a"), [])
        self.assertEqual(self.run_on("log", "--type", "Nonsense").status, USAGE)

    def test_log_raw_has_the_command_as_sent(self):
        event = self.run_on("log", "--json", "--raw", "--from", 1, "--limit", 1).json()[0]
        self.assertIn("浙江省总工会", event["command"])
        self.assertIn("commitment", event)

    def test_show_by_position_by_occurred_and_by_recorded_time(self):
        self.assertEqual(self.name(), "March")
        self.assertEqual(self.name("--at", 3), "June")
        self.assertEqual(self.name("--at", 2), "浙江省总工会")
        self.assertEqual(self.name("--at", "2021-03-01"), "March", "a day means its end")
        self.assertEqual(self.name("--at", "2021-03-01T09:59:59+08:00"), "浙江省总工会")
        self.assertEqual(self.name("--at", "2021-07-01", "--known-at", 3), "June")

    def test_show_before_it_was_there_and_beyond_the_end_is_not_found(self):
        self.assertEqual(self.run_on("show", "person/a", "--at", "2020-01-01").status, NOT_FOUND)
        self.assertEqual(self.run_on("show", "person/a", "--at", 99).status, NOT_FOUND)
        self.assertEqual(self.run_on("show", "person/a", "--known-at", "2020-01-01").status,
                         NOT_FOUND)

    def test_an_unknown_subject_is_not_found_with_a_hint(self):
        for arguments in [["show"], ["log"], ["blame"], ["replay"]]:
            with self.subTest(arguments=arguments):
                result = self.run_on(*arguments, "organization/zk")
                self.assertEqual(result.status, NOT_FOUND)
                self.assertIn("organization/zj", result.err)
        self.assertIn("kind/id", self.run_on("show", "zj").err)

    def test_diff_names_the_field_with_both_values(self):
        changes = self.run_on("diff", "organization/zj", 1, 3, "--json").json()
        found = [c for c in changes if c["path"] == "name"]
        self.assertEqual(found, [{"path": "name", "before": "浙江省总工会", "after": "June"}])

    def test_diff_from_before_it_was_there_lists_everything(self):
        changes = self.run_on("diff", "person/a", 0, 2, "--json").json()
        self.assertTrue(changes)
        self.assertTrue(all("before" not in c for c in changes))

    def test_blame_names_the_event_that_set_a_field(self):
        entries = {e["path"]: e for e in self.run_on("blame", "organization/zj", "--json").json()}
        self.assertEqual(entries["name"]["position"], 4)
        self.assertEqual(entries["name"]["event"], "OrganizationChanged")
        self.assertEqual(entries["level"]["position"], 1)

    def test_replay_steps_through_with_changes(self):
        steps = self.run_on("replay", "organization/zj", "--json").json()
        self.assertEqual([s["event"]["position"] for s in steps], [1, 3, 4])
        self.assertIn({"path": "name", "before": "浙江省总工会", "after": "June"},
                      steps[1]["changes"])
        upto = self.run_on("replay", "organization/zj", "--json", "--to", 3).json()
        self.assertEqual(upto, steps[:2])

    def test_the_digest_is_that_of_the_states(self):
        def digest(*arguments):
            return self.run_on("replay", *arguments, "--digest", "--json").json()[-1]["digest"]
        for subject in [[], ["organization/zj"]]:
            whole = digest(*subject)
            self.assertRegex(whole, "^[0-9a-f]{64}$")
            self.assertEqual(whole, digest(*subject))
            self.assertNotEqual(whole, digest(*subject, "--to", 3))
        text = self.run_on("replay", "organization/zj", "--digest").out.splitlines()[-1]
        self.assertIn(digest("organization/zj"), text)


class Example(LedgerTest):
    def test_a_whole_matter_reads_in_every_command(self):
        self.init()
        folder = EXAMPLES / "dissent"
        for document in (folder / "documents").glob("*"):
            self.assertEqual(self.run_on("blob", "put", document).status, DONE)
        done = self.run_on("submit", folder / "commands.ndjson")
        self.assertEqual(done.status, DONE, done.err)
        events = self.run_on("log", "--json").json()
        matter = next(e["subject"] for e in events if e["type"] == "PartnershipProposed")
        for language in ["en", "zh-CN"]:
            for arguments in [["log", matter], ["show", matter], ["blame", matter],
                              ["replay", matter], ["diff", matter, "0", str(len(events) - 1)]]:
                result = self.run_on(*arguments, "--lang", language)
                self.assertEqual(result.status, DONE, result.err)
                self.assertNotIn("ui.", result.out)
                self.assertNotIn("\x1b", result.out, "no colours outside a terminal")
                for line in result.out.splitlines():
                    self.assertNotIn("{data.", line, "a placeholder was not filled in")
        steps = self.run_on("replay", matter, "--json").json()
        self.assertEqual(len(steps), len([e for e in events if e["subject"] == matter]))
        self.assertTrue(all("step" in s for s in steps))


if __name__ == "__main__":
    unittest.main()
