"""Includes follow the table in rooms.toml. Usage: layers.py ROOT"""

import fnmatch
import pathlib
import re
import sys
import tomllib

import tree

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]+)[">]', re.M)
ROOT_DIRS = ("ledger/", "projections/", "tools/", "tests/")


def load_table():
    with open(pathlib.Path(__file__).with_name("rooms.toml"), "rb") as file:
        return tomllib.load(file)


def room_of(table, path):
    """The room that holds `path`, or None."""
    return next((room for room in table["order"] if path.startswith(room + "/")), None)


def starts_with(header, beginnings):
    return any(header == b or (b.endswith("/") and header.startswith(b)) for b in beginnings)


def third_party_problem(table, path, header):
    for entry in table["third_party"]:
        if starts_with(header, entry["headers"]):
            if any(fnmatch.fnmatch(path, pattern) for pattern in entry["files"]):
                return None
            return f"may not include <{header}>: {entry['why']}"
    if "/" not in header and "." not in header:
        return None
    if starts_with(header, table["system"]["headers"]):
        return None
    return f"<{header}> is not in tests/tidy/rooms.toml: say there which room may use it"


def room_problem(table, room, header):
    target = room_of(table, header)
    if target is None:
        return f'"{header}" belongs to no room of tests/tidy/rooms.toml'
    order = table["order"]
    if order.index(target) > order.index(room):
        return f'{room} may not include "{header}": dependencies point down, {target} is above'
    return None


def problem_of(table, path, quote, header):
    """Why `path` may not include `header`, or None."""
    room = room_of(table, path)
    if room is None:
        return "this file belongs to no room of tests/tidy/rooms.toml"
    pure = table["pure"]
    if room in pure["rooms"] and starts_with(header, pure["headers"]):
        return f"may not include {header}: {pure['why']}"
    if header.startswith(ROOT_DIRS):
        return room_problem(table, room, header)
    if quote == '"':
        return f'"{header}" is not a path from the root of the project'
    return third_party_problem(table, path, header)


def check(root):
    table = load_table()
    findings = tree.Findings()
    for path in tree.walk(root):
        if path.suffix not in tree.CPP or "tests/package" in path.as_posix():
            continue
        # Only comments may hide an include: the name in quotes must survive.
        text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"),
                      tree.read(root, path), flags=re.S)
        for match in INCLUDE.finditer(text):
            problem = problem_of(table, path.as_posix(), match.group(1), match.group(2))
            if problem:
                findings.add(path, tree.line_of(text, match.start(2)), problem)
    return findings


if __name__ == "__main__":
    check(sys.argv[1]).finish("layers")
