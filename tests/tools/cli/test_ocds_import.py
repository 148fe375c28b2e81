"""Published OCDS records as the beginning of a ledger."""

import hashlib
import json
import unittest

import ocds_schema
from ocds_case import FRESH, PILOT, OcdsTest, founder, kept
from program import DONE, EXAMPLES, REFUSED, USAGE, command, run


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
