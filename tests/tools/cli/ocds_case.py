"""What the tests of `export ocds` and `import ocds` share."""

import json

import ocds_schema
from program import DONE, EXAMPLES, LedgerTest, command

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
