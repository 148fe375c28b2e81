"""What the OCEL 2.0 specification (Berti et al., version 2.0, 16 October 2023; arXiv:2403.01975,
https://www.ocel-standard.org) asks of a log, as checks. Each returns the faults that it found."""

import re

TYPES = {"string", "time", "integer", "float", "boolean"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
FORMS = {"string": re.compile(r"(?s).*"), "time": TIME, "integer": re.compile(r"-?\d+"),
         "float": re.compile(r"-?\d+(\.\d+)?"), "boolean": re.compile(r"true|false")}
COLUMNS = {"TEXT", "TIMESTAMP", "INTEGER", "REAL", "BOOLEAN"}


class Faults(list):
    def expect(self, holds, what):
        if not holds:
            self.append(what)


def _keys(faults, where, item, required, optional=()):
    faults.expect(set(required) <= set(item) <= set(required) | set(optional),
                  f"{where}: keys {sorted(item)}")


def _types(faults, log, side):
    declared = {}
    for entry in log[side]:
        _keys(faults, side, entry, ["name", "attributes"])
        faults.expect(entry["name"] not in declared, f"{side}: {entry['name']} twice")
        attributes = {}
        for attribute in entry["attributes"]:
            _keys(faults, side, attribute, ["name", "type"])
            faults.expect(attribute["type"] in TYPES, f"{side}: type {attribute['type']}")
            faults.expect(attribute["name"] not in attributes, f"{attribute['name']} twice")
            attributes[attribute["name"]] = attribute["type"]
        declared[entry["name"]] = attributes
    return declared


def _values(faults, item, declared, timed):
    seen = set()
    for each in item["attributes"]:
        _keys(faults, item["id"], each, ["name", "value"] + (["time"] if timed else []))
        form = declared.get(item["type"], {}).get(each["name"])
        faults.expect(form is not None, f"{item['id']}: {each['name']} is not declared")
        # The published JSON schema: a value is a string, whatever its type.
        faults.expect(isinstance(each["value"], str) and
                      FORMS[form or "string"].fullmatch(each["value"]),
                      f"{item['id']}: {each}")
        if timed:
            faults.expect(TIME.fullmatch(each["time"]), f"{item['id']}: {each}")
        key = (each["name"], each.get("time"))
        faults.expect(key not in seen, f"{item['id']}: two values {key}")
        seen.add(key)


def _relationships(faults, item, objects):
    seen = set()
    for each in item["relationships"]:
        _keys(faults, item["id"], each, ["objectId", "qualifier"])
        faults.expect(each["objectId"] in objects, f"{item['id']}: dangling {each}")
        key = (each["objectId"], each["qualifier"])
        faults.expect(key not in seen, f"{item['id']}: {key} twice")
        seen.add(key)


def check_json(log):
    faults = Faults()
    _keys(faults, "log", log, ["eventTypes", "objectTypes", "events", "objects"])
    events, objects = _types(faults, log, "eventTypes"), _types(faults, log, "objectTypes")
    ids = {item["id"] for item in log["objects"]}
    faults.expect(len(ids) == len(log["objects"]), "an object twice")
    faults.expect(len({e["id"] for e in log["events"]} | ids) == len(log["events"]) + len(ids),
                  "an event's id twice, or an object's")
    for event in log["events"]:
        _keys(faults, event["id"], event, ["id", "type", "time"], ["attributes", "relationships"])
        faults.expect(event["type"] in events, f"{event['id']}: type {event['type']}")
        faults.expect(TIME.fullmatch(event["time"]), f"{event['id']}: {event['time']}")
        _values(faults, event, events, timed=False)
        _relationships(faults, event, ids)
    for item in log["objects"]:
        _keys(faults, item["id"], item, ["id", "type"], ["attributes", "relationships"])
        faults.expect(item["type"] in objects, f"{item['id']}: type {item['type']}")
        _values(faults, item, objects, timed=True)
        _relationships(faults, item, ids)
    faults.expect(set(events) == {e["type"] for e in log["events"]}, "event types of no event")
    faults.expect(set(objects) == {o["type"] for o in log["objects"]}, "object types of no object")
    return faults


def _columns(database, table):
    return {row[1]: (row[2], row[5]) for row in database.execute(f'PRAGMA table_info("{table}")')}


def _references(database, table):
    return {(row[3], row[2], row[4])
            for row in database.execute(f'PRAGMA foreign_key_list("{table}")')}


FIXED = {
    "event_map_type": (["ocel_type", "ocel_type_map"], ["ocel_type"], set()),
    "object_map_type": (["ocel_type", "ocel_type_map"], ["ocel_type"], set()),
    "event": (["ocel_id", "ocel_type"], ["ocel_id"],
              {("ocel_type", "event_map_type", "ocel_type")}),
    "object": (["ocel_id", "ocel_type"], ["ocel_id"],
               {("ocel_type", "object_map_type", "ocel_type")}),
    "event_object": (["ocel_event_id", "ocel_object_id", "ocel_qualifier"],
                     ["ocel_event_id", "ocel_object_id", "ocel_qualifier"],
                     {("ocel_event_id", "event", "ocel_id"),
                      ("ocel_object_id", "object", "ocel_id")}),
    "object_object": (["ocel_source_id", "ocel_target_id", "ocel_qualifier"],
                      ["ocel_source_id", "ocel_target_id", "ocel_qualifier"],
                      {("ocel_source_id", "object", "ocel_id"),
                       ("ocel_target_id", "object", "ocel_id")}),
}


def _type_tables(faults, database, side, fixed_columns):
    maps = dict(database.execute(f"SELECT ocel_type, ocel_type_map FROM {side}_map_type"))
    faults.expect(len(set(maps.values())) == len(maps), f"{side}_map_type is not injective")
    tables = set()
    for kind, name in maps.items():
        table = f"{side}_{name}"
        tables.add(table)
        columns = _columns(database, table)
        faults.expect(list(columns)[:len(fixed_columns)] == fixed_columns, f"{table}: {columns}")
        faults.expect(columns["ocel_time"][0] == "TIMESTAMP", f"{table}: time")
        faults.expect({c[0] for c in columns.values()} <= COLUMNS, f"{table}: {columns}")
        faults.expect(("ocel_id", side, "ocel_id") in _references(database, table),
                      f"{table}: no foreign key")
        stray = database.execute(
            f'SELECT count(*) FROM (SELECT ocel_id FROM {side} WHERE ocel_type = ? EXCEPT '
            f'SELECT ocel_id FROM "{table}")', [kind]).fetchone()[0]
        faults.expect(stray == 0, f"{table}: {stray} without a row")
        if side == "event":
            faults.expect(columns["ocel_id"][1] == 1, f"{table}: primary key")
    return tables


def check_sqlite(database):
    faults = Faults()
    for table, (names, keys, references) in FIXED.items():
        columns = _columns(database, table)
        faults.expect(list(columns) == names, f"{table}: {columns}")
        faults.expect([n for n, c in columns.items() if c[1] > 0] == keys, f"{table}: primary key")
        faults.expect(_references(database, table) == references, f"{table}: foreign keys")
    tables = set(FIXED)
    tables |= _type_tables(faults, database, "event", ["ocel_id", "ocel_time"])
    tables |= _type_tables(faults, database, "object",
                           ["ocel_id", "ocel_time", "ocel_changed_field"])
    found = {row[0] for row in database.execute("SELECT name FROM sqlite_master "
                                                "WHERE type = 'table'")}
    faults.expect(found == tables, f"tables {sorted(found ^ tables)}")
    faults.extend(database.execute("PRAGMA foreign_key_check").fetchall())
    faults.expect(database.execute("PRAGMA integrity_check").fetchone() == ("ok",), "integrity")
    return faults
