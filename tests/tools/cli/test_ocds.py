"""Partnerships as OCDS releases and records."""

import hashlib
import json
import unittest

import ocds_schema
from ocds_case import PILOT, OcdsTest, in_order
from program import DONE, EXAMPLES, NOT_FOUND, USAGE, command


class Export(OcdsTest):
    def test_of_the_pilot_validates_as_releases_and_as_records(self):
        self.record_pilot()
        for kind, arguments in (("release", []), ("record", ["--records"])):
            package = self.export(*arguments)
            self.assertEqual(ocds_schema.faults(package, kind), [])
            unknown = [f for one in ocds_schema.releases_of(package)
                       for f in ocds_schema.unknown_fields(one)]
            self.assertEqual(sorted(set(unknown)), [])

    def test_tells_the_whole_recruitment(self):
        self.record_pilot()
        compiled = self.export("--records")["records"][0]["compiledRelease"]
        self.assertEqual(len(compiled["bids"]["details"]), 18)
        self.assertEqual(compiled["tender"]["numberOfTenderers"], 18)
        self.assertEqual([award["status"] for award in compiled["awards"]], ["active"] * 7)
        self.assertEqual([each["status"] for each in compiled["contracts"]], ["active"] * 7)
        self.assertEqual({each["awardID"] for each in compiled["contracts"]},
                         {award["id"] for award in compiled["awards"]})
        votes = compiled["minutebook"]["meetings"][0]["votes"]
        self.assertEqual(len(votes), 6)
        self.assertTrue(all(vote["member"].startswith("党组") for vote in votes))
        self.assertNotIn("person/", json.dumps(compiled))

    def test_has_releases_that_merge_into_the_compiled_one(self):
        self.record_pilot()
        record = self.export("--records")["records"][0]
        merged = {}
        for release in record["releases"]:
            ocds_schema.merge(merged, release)
        compiled = record["compiledRelease"]
        for name in ("id", "date", "tag"):
            merged.pop(name)
            compiled.pop(name)
        self.assertEqual(in_order(merged), in_order(compiled))
        tags = [release["tag"][0] for release in record["releases"]]
        for first, later in (("planning", "tender"), ("tender", "award"), ("award", "contract"),
                             ("contract", "implementation")):
            self.assertLess(tags.index(first), tags.index(later))
            self.assertEqual(tags.count(first), 1)

    def test_reveals_no_bid_before_it_is_opened(self):
        self.record_pilot()
        events = self.run_on("log", PILOT, "--type", "BidsOpened", "--json").json()
        sealed = self.export("--records", "--at", events[0]["position"] - 1)
        compiled = sealed["records"][0]["compiledRelease"]
        self.assertNotIn("bids", compiled)
        self.assertNotIn("tenderers", compiled["tender"])
        self.assertNotIn("CN-USCC", json.dumps(sealed))
        opened = self.export("--records", "--at", events[0]["position"])
        bids = opened["records"][0]["compiledRelease"]["bids"]["details"]
        self.assertEqual(len(bids), 18)
        for bid in bids:
            details = bid["minutebook"]
            partner = "partner/" + bid["tenderers"][0]["id"].removeprefix("CN-USCC-")
            seal = hashlib.sha256(bytes.fromhex(details["salt"]) + partner.encode() + b"\n" +
                                  details["content"].encode()).hexdigest()
            self.assertEqual(seal, details["sealedDigest"])

    def test_leaves_out_what_was_ordered_to_be_redacted(self):
        self.record_pilot()
        events = self.run_on("log", PILOT, "--json").json()
        wanted = {"StudyRecorded", "BidsOpened", "EvaluationRecorded"}
        positions = [e["position"] for e in events if e["type"] in wanted]
        guard = {"actor": "person/security-administrator", "role": "securityAdministrator",
                 "occurredAt": "2020-06-01T10:00:00+08:00"}
        done = self.submit(
            command("RegisterPrincipal", "person/inspector-1",
                    {"title": "检查人员1", "organization": "organization/national"}, **guard),
            command("GrantRole", "person/inspector-1",
                    {"role": "inspector", "organization": "organization/national",
                     "from": "2020-06-01"}, **guard),
            command("OrderRedaction", PILOT,
                    {"order": "RD1", "positions": positions, "authority": "决定",
                     "reason": "含个人信息"},
                    actor="person/inspector-1", role="inspector",
                    occurredAt="2021-10-08T10:00:00+08:00"))
        self.assertEqual(done.status, DONE, done.out)
        for arguments in ([], ["--at", positions[-1]]):
            package = self.export("--records", *arguments)
            self.assertEqual(ocds_schema.faults(package, "record"), [])
            for release in ocds_schema.releases_of(package):
                self.assertNotIn("bids", release)
                for name in ("studies", "evaluations"):
                    self.assertNotIn(name, release.get("minutebook", {}))
            self.assertNotIn("问卷、走访、座谈", json.dumps(package, ensure_ascii=False))
        self.assertEqual(len(package["records"][0]["compiledRelease"]["contracts"]), 7)

    def test_is_the_same_every_time(self):
        self.record_pilot()
        first, second = self.export_to("a.json"), self.export_to("b.json")
        self.assertEqual(first.read_bytes(), second.read_bytes())

    def test_of_every_example_validates(self):
        for example in ("pilot-recruitment", "delegated-county-centre", "dissent", "irregular"):
            lines = (EXAMPLES / example / "commands.ndjson").read_text().splitlines()
            self.submit(*lines, arguments=["--keep-going"])
        package = self.export("--records")
        self.assertEqual(ocds_schema.faults(package, "record"), [])
        unknown = [f for one in ocds_schema.releases_of(package)
                   for f in ocds_schema.unknown_fields(one)]
        self.assertEqual(sorted(set(unknown)), [])
        one = self.export("--records", "--organization", "organization/zj", "--ocid-prefix",
                          "ocds-213czf")
        self.assertTrue(all(r["ocid"].startswith("ocds-213czf-") for r in one["records"]))
        irregular = [r for r in package["records"] if r["ocid"].endswith("SQ-2021-001")]
        self.assertTrue(irregular[0]["compiledRelease"]["minutebook"]["irregularEntries"])

    def test_refuses_what_makes_no_sense(self):
        self.assertEqual(self.run_on("export", "ocds").status, NOT_FOUND)
        self.record_pilot()
        self.assertEqual(self.run_on("export", "ocds", "--ocid-prefix", "mine").status, USAGE)
        self.assertEqual(self.run_on("export", "ocds", "--subject", "venue/x").status, USAGE)
        missing = self.run_on("export", "ocds", "--subject", "partnership/ZJ-2020-002")
        self.assertEqual(missing.status, NOT_FOUND)
        self.assertIn(PILOT, missing.err)


if __name__ == "__main__":
    unittest.main()
