"""Partnerships as OCDS releases and records, and published ones imported."""

import hashlib
import json
import unittest

import ocds_schema
from program import DONE, EXAMPLES, NOT_FOUND, REFUSED, USAGE, LedgerTest, command, run

PILOT = "partnership/ZJ-2020-001"
#: What importing cannot keep: persons are published by title only, and ids of releases, their
#: dates and the marks of irregular entries are the importing ledger's own.
LOST = [("id",), ("date",), ("minutebook", "meetings"), ("minutebook", "irregularEntries"),
        ("minutebook", "approvals", "meeting"), ("bids", "details", "minutebook", "scores")]


def without(value, path):
    """Takes a field away, in every item of the lists on the way."""
    if isinstance(value, list):
        for item in value:
            without(item, path)
    elif isinstance(value, dict) and len(path) == 1:
        value.pop(path[0], None)
    elif isinstance(value, dict) and path[0] in value:
        without(value[path[0]], path[1:])


def kept(release):
    out = json.loads(json.dumps(release))
    for path in LOST:
        without(out, path)
    return out


def in_order(value):
    """Lists of items with ids have no order of their own."""
    if isinstance(value, dict):
        return {key: in_order(item) for key, item in value.items()}
    if ocds_schema.is_identified(value):
        value = sorted(value, key=lambda item: item["id"])
    return [in_order(item) for item in value] if isinstance(value, list) else value


def founder(kind, subject, data):
    return command(kind, subject, data, occurredAt="2020-01-02T09:00:00+08:00")


FRESH = [
    founder("RegisterOrganization", "organization/national",
            {"name": "中华全国总工会", "level": "national"}),
    founder("RegisterOrganization", "organization/zj",
            {"name": "浙江省总工会", "level": "provincial", "parent": "organization/national",
             "region": "330000"}),
    founder("RegisterVenue", "venue/zj-service-centre",
            {"name": "浙江省职工服务中心", "kind": "serviceCentre",
             "organization": "organization/zj", "primaryDuties": ["职工服务"]}),
    founder("RegisterPrincipal", "person/importer",
            {"title": "资产监督管理人员", "organization": "organization/national"}),
    founder("GrantRole", "person/importer",
            {"role": "supervisor", "organization": "organization/national",
             "from": "2020-01-02"}),
]


class OcdsTest(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init("--founder", "service/founder")

    def tearDown(self):
        checked = self.run_on("verify")
        self.assertEqual(checked.status, DONE, checked.out + checked.err)
        super().tearDown()

    def record_pilot(self):
        lines = (EXAMPLES / "pilot-recruitment" / "commands.ndjson").read_text().splitlines()
        done = self.submit(*lines)
        self.assertEqual(done.status, DONE, done.err)

    def export(self, *arguments):
        done = self.run_on("export", "ocds", *arguments)
        self.assertEqual(done.status, DONE, done.err)
        return json.loads(done.out)

    def export_to(self, name, *arguments):
        file = self.folder / name
        done = self.run_on("export", "ocds", "--out", file, *arguments)
        self.assertEqual(done.status, DONE, done.err)
        return file

    def import_file(self, file, *arguments):
        return self.run_on("import", "ocds", file, "--actor", "person/importer", *arguments)

    def write(self, name, value):
        file = self.folder / name
        file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        return file


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


class RoundTrip(OcdsTest):
    def fresh(self, name):
        self.ledger = self.folder / name
        self.init("--founder", "service/founder")
        self.assertEqual(self.submit(*FRESH).status, DONE)

    def test_of_the_pilot_is_stable(self):
        self.record_pilot()
        for arguments in ([], ["--records"]):
            self.ledger = self.folder / "ledger"
            published = self.export_to("published.json", *arguments)
            first = self.export("--records")["records"][0]
            name = "again" + "".join(arguments)
            self.fresh(name)
            done = self.import_file(published, "--register-parties")
            self.assertEqual(done.status, DONE, done.err)
            second = self.export("--records")["records"][0]
            self.assertEqual(second["ocid"], first["ocid"])
            self.assertEqual(kept(second["compiledRelease"]), kept(first["compiledRelease"]))
            again = self.export_to("again.json", "--records")
            self.fresh(name + "-third")
            self.assertEqual(self.import_file(again, "--register-parties").status, DONE)
            third = self.export("--records")["records"][0]["compiledRelease"]
            self.assertEqual(kept(third), kept(second["compiledRelease"]))

    def test_keeps_every_wording_and_end_of_a_contract(self):
        self.record_pilot()
        signer = {"actor": "person/zj-centre-2", "role": "signatory",
                  "occurredAt": "2021-10-08T10:00:00+08:00"}
        wording = {"terms": {"content": "另行约定", "start": "2021-10-08", "end": "2022-10-08",
                             "valueFen": 1050},
                   "text": {"digest": "cd" * 32, "title": "补充协议"}, "reason": "协商一致"}
        done = self.submit(
            command("AmendContract", PILOT, {"contract": "C1", **wording}, **signer),
            command("RenewContract", PILOT, {"contract": "C2", "successor": "C8", **wording},
                    **signer),
            command("TerminateContract", PILOT,
                    {"contract": "C3", "cause": "agreement", "reason": "协商一致"}, **signer),
            command("SettleAssets", PILOT, {"contract": "C3", "description": "设备归还"}, **signer))
        self.assertEqual(done.status, DONE, done.out)
        published = self.export_to("published.json")
        package = self.export("--records")
        self.assertEqual(ocds_schema.faults(package, "record"), [])
        first = package["records"][0]["compiledRelease"]
        contracts = {each["id"]: each for each in first["contracts"]}
        self.assertEqual(contracts["C1"]["value"]["amount"], 10.5)
        self.assertEqual(contracts["C1"]["amendments"][0]["rationale"], "协商一致")
        self.assertEqual(contracts["C8"]["awardID"], "direct-C8")
        self.assertEqual([contracts[c]["status"] for c in ("C1", "C2", "C3", "C8")],
                         ["active", "terminated", "terminated", "active"])
        tags = [release["tag"] for release in package["records"][0]["releases"]]
        self.assertIn(["contractAmendment"], tags)
        self.assertIn(["contractTermination"], tags)
        self.fresh("fresh")
        done = self.import_file(published, "--register-parties")
        self.assertEqual(done.status, DONE, done.err)
        second = self.export("--records")["records"][0]["compiledRelease"]
        self.assertEqual(kept(second), kept(first))

    def test_of_all_examples_is_stable(self):
        founded = {}
        for example in ("pilot-recruitment", "delegated-county-centre", "dissent", "irregular"):
            lines = (EXAMPLES / example / "commands.ndjson").read_text().splitlines()
            self.submit(*lines, arguments=["--keep-going"])
            for each in map(json.loads, lines):
                if each["type"] in ("RegisterOrganization", "RegisterVenue"):
                    founded[each["subject"]] = founder(each["type"], each["subject"], each["data"])
        published = self.export_to("published.json")
        first = self.export("--records")["records"]
        self.ledger = self.folder / "fresh"
        self.init("--founder", "service/founder")
        self.assertEqual(self.submit(*founded.values(), *FRESH[3:]).status, DONE)
        done = self.import_file(published, "--register-parties")
        self.assertEqual(done.status, DONE, done.err)
        second = {r["ocid"]: r["compiledRelease"] for r in self.export("--records")["records"]}
        self.assertEqual(len(second), 5)
        for record in first:
            self.assertEqual(kept(second[record["ocid"]]), kept(record["compiledRelease"]))

    def test_changes_nothing_the_second_time(self):
        self.record_pilot()
        published = self.export_to("published.json")
        self.fresh("fresh")
        done = self.import_file(published, "--register-parties")
        self.assertEqual(done.status, DONE, done.err)
        before = self.head()
        again = self.import_file(published, "--register-parties")
        self.assertEqual(again.status, DONE, again.err)
        self.assertEqual(self.head(), before)

    def test_marks_everything_irregular_with_the_file_as_evidence(self):
        self.record_pilot()
        published = self.export_to("published.json")
        digest = hashlib.sha256(published.read_bytes()).hexdigest()
        ocid = json.loads(published.read_text())["releases"][0]["ocid"]
        self.fresh("fresh")
        self.assertEqual(self.import_file(published, "--register-parties").status, DONE)
        events = self.run_on("log", f"partnership/{ocid}", "--json").json()
        for event in events:
            self.assertTrue(event["irregular"])
            self.assertEqual(event["evidence"], [digest])
            self.assertEqual(event["reason"], f"imported from published record {ocid}")
        stored = self.run_on("blob", "get", digest)
        self.assertEqual(stored.bytes, published.read_bytes())

    def test_writes_nothing_in_a_dry_run(self):
        self.record_pilot()
        published = self.export_to("published.json")
        self.fresh("fresh")
        before = self.head()
        tried = self.import_file(published, "--register-parties", "--dry-run")
        self.assertEqual(tried.status, DONE, tried.err)
        self.assertEqual(self.head(), before)

    def test_lists_who_is_not_registered(self):
        self.record_pilot()
        published = self.export_to("published.json")
        self.fresh("fresh")
        before = self.head()
        done = self.import_file(published)
        self.assertEqual(done.status, USAGE)
        self.assertEqual(done.err.count("is not registered"), 18)
        self.assertIn("/tenderers/0: partner/", done.err)
        self.assertEqual(self.head(), before)


class Import(OcdsTest):
    """Of what somebody else published, without the extension."""

    RELEASE = {
        "ocid": "ocds-213czf-000-00001", "id": "1", "date": "2021-05-06T09:00:00+08:00",
        "tag": ["contract"], "initiationType": "tender",
        "parties": [{"id": "a", "name": "一号文艺服务中心", "roles": ["supplier"],
                     "identifier": {"scheme": "CN-USCC", "id": "52339999MJ0000018X"}}],
        "planning": {"rationale": "引入专业力量"},
        "tender": {"id": "t1", "title": "文艺演出服务", "description": "承办职工文艺演出",
                   "value": {"amount": 4150.5, "currency": "CNY"}, "procurementMethod": "open",
                   "tenderPeriod": {"startDate": "2021-03-01T09:00:00+08:00",
                                    "endDate": "2021-03-20T09:00:00+08:00"}},
        "awards": [{"id": "w1", "status": "active", "suppliers": [{"id": "a"}]}],
        "contracts": [{"id": "k1", "awardID": "w1", "status": "active",
                       "dateSigned": "2021-05-01T10:00:00+08:00",
                       "period": {"startDate": "2021-06-01T00:00:00+08:00",
                                  "endDate": "2022-05-31T23:59:59+08:00"},
                       "documents": [{"id": "d", "documentType": "contractSigned",
                                      "title": "合同", "digest": "ab" * 32}],
                       "implementation": {"transactions": [{"id": "p1"}]}}],
    }
    OPTIONS = ["--venue", "venue/zj-service-centre", "--mode", "externalCooperation",
               "--organization", "organization/zj", "--register-parties"]

    def setUp(self):
        super().setUp()
        self.assertEqual(self.submit(*FRESH).status, DONE)

    def test_records_what_the_standard_fields_say_and_lists_the_rest(self):
        file = self.write("one.json", self.RELEASE)
        done = self.import_file(file, *self.OPTIONS, "--json")
        self.assertEqual(done.status, DONE, done.err)
        left_out = [each["pointer"] for each in done.json() if each["status"] == "left-out"]
        self.assertEqual(left_out, ["/awards/0", "/contracts/0/implementation/transactions"])
        state = self.run_on("show", "partnership/ocds-213czf-000-00001", "--json").json()[0]
        state = state.get("state", state)
        self.assertEqual(state["proposals"][0]["estimatedValueFen"], 415050)
        self.assertEqual(state["proposals"][0]["purpose"], "引入专业力量")
        self.assertEqual(state["selections"][0]["method"], "openTender")
        terms = state["contracts"][0]["signatures"][0]["terms"]
        self.assertEqual((terms["start"], terms["end"]), ("2021-06-01", "2022-06-01"))
        note = state["documents"][0]["note"]
        self.assertIn("/contracts/0/implementation/transactions", note)

    def test_takes_a_later_release_as_what_it_adds(self):
        self.assertEqual(self.import_file(self.write("one.json", self.RELEASE),
                                          *self.OPTIONS).status, DONE)
        before = self.head()
        later = {**self.RELEASE, "id": "2", "date": "2021-07-01T09:00:00+08:00"}
        package = {"version": "1.1", "releases": [later, self.RELEASE]}
        done = self.import_file(self.write("two.json", package), *self.OPTIONS)
        self.assertEqual(done.status, DONE, done.err)
        self.assertEqual(self.head(), before + 1)  # the second source itself
        self.assertIn("3 recorded before", done.err)

    def test_says_what_the_file_does_not(self):
        bare = {k: v for k, v in self.RELEASE.items() if k not in ("planning", "tender")}
        done = self.import_file(self.write("bare.json", bare), "--json")
        self.assertEqual(done.status, USAGE)
        for place in ("/minutebook/proposal/venue", "/minutebook/proposal/mode", "/tender/title",
                      "/planning/rationale"):
            self.assertIn(place, done.err)

    def test_names_the_place_of_what_is_wrong(self):
        cases = [
            ("{", "this is not JSON"), ("[]", "not an OCDS package"),
            ("{}", "neither releases nor records"), ('{"releases":[]}', "there is no release"),
            ('{"releases":[1]}', "/releases/0"), ('{"releases":[{}]}', "/releases/0/ocid"),
            ('{"records":[{"releases":[{"url":"http://x"}]}]}', "/records/0/releases/0"),
            ('{"ocid":"x","tender":7}', "/tender"),
            ('{"ocid":"x","date":"yesterday"}', "/date"),
            ('{"ocid":"x","a":' + "[" * 30 + "]" * 30 + "}", "nested deeper than"),
            ('{"ocid":"x","a":[' + "0," * 10_000 + "0]}", "more than 10000 items"),
        ]
        for text, place in cases:
            file = self.folder / "wrong.json"
            file.write_text(text)
            done = self.import_file(file, *self.OPTIONS)
            self.assertEqual(done.status, USAGE, text[:60])
            self.assertIn(place, done.err, text[:60])
            chinese = self.import_file(file, *self.OPTIONS, "--lang", "zh-CN")
            self.assertTrue(any("\u4e00" <= c <= "\u9fff" for c in chinese.err))

    def test_checks_every_field_before_the_first_command_is_recorded(self):
        before = self.head()
        wrong = json.loads(json.dumps(self.RELEASE))
        wrong["contracts"][0]["documents"][0]["digest"] = "not a digest"
        done = self.import_file(self.write("wrong.json", wrong), *self.OPTIONS)
        self.assertEqual(done.status, USAGE)
        self.assertIn("/contracts/0 (SignContract data.text.digest)", done.err)
        self.assertEqual(self.head(), before)

    def test_is_refused_to_who_was_no_supervisor_then(self):
        old = {**self.RELEASE, "date": "2019-05-06T09:00:00+08:00"}
        old["tender"] = {**old["tender"], "tenderPeriod": {
            "startDate": "2019-03-01T09:00:00+08:00", "endDate": "2019-03-20T09:00:00+08:00"}}
        done = self.import_file(self.write("old.json", old), *self.OPTIONS)
        self.assertEqual(done.status, REFUSED)
        self.assertIn("supervisor", done.err)

    def test_explains_itself_in_both_languages(self):
        for language, word in (("en", "left out"), ("zh-CN", "未导入")):
            shown = run("import", "ocds", "--help", "--lang", language)
            self.assertEqual(shown.status, DONE)
            self.assertIn("minutebook import ocds releases.json", shown.out)
            done = self.import_file(self.write("one.json", self.RELEASE), *self.OPTIONS,
                                    "--dry-run", "--lang", language)
            self.assertIn(word, done.err)


if __name__ == "__main__":
    unittest.main()
