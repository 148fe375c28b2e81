"""OCDS 1.1 as JSON Schema, with extensions, from files only."""

import copy
import json
import os
import pathlib
import urllib.parse

import jsonschema

from program import SOURCE

SCHEMAS = pathlib.Path(os.environ.get("MINUTEBOOK_OCDS_SCHEMAS", SOURCE / "tests" / "ocds"))
EXTENSIONS = [SOURCE / "tests" / "ocds" / "bids-extension.json",
              SOURCE / "docs" / "integrators" / "ocds-extension" / "release-schema.json"]

FORMATS = jsonschema.FormatChecker(formats=())


@FORMATS.checks("date-time")
def is_time(value):
    """RFC 3339 with an offset; the checker of the library needs a package that may be missing."""
    import re
    pattern = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
    return not isinstance(value, str) or re.fullmatch(pattern, value) is not None


@FORMATS.checks("uri")
def is_uri(value):
    return not isinstance(value, str) or urllib.parse.urlsplit(value).scheme != ""


def patch(target, change):
    """JSON Merge Patch (RFC 7396), as the standard's extensions are applied."""
    for key, value in change.items():
        if isinstance(value, dict) and isinstance(target.get(key), dict):
            patch(target[key], value)
        else:
            target[key] = copy.deepcopy(value)


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def release_schema():
    schema = read(SCHEMAS / "release-schema.json")
    for extension in EXTENSIONS:
        patch(schema, read(extension))
    return schema


def faults(package, kind):
    """Every fault of a package ("release" or "record"), as text; its releases one by one."""
    release = jsonschema.Draft4Validator(release_schema(), format_checker=FORMATS)
    whole = read(SCHEMAS / f"{kind}-package-schema.json")

    def opened(node):
        """The package's own rules: its references to the release schema allow anything."""
        if isinstance(node, dict):
            if "release-schema" in str(node.get("$ref", "")):
                return {"type": "object", "required": ["ocid"]}
            return {key: opened(value) for key, value in node.items()}
        return [opened(item) for item in node] if isinstance(node, list) else node

    out = [error.message for error in
           jsonschema.Draft4Validator(opened(whole), format_checker=FORMATS).iter_errors(package)]
    for one in releases_of(package):
        out += [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
                for error in release.iter_errors(one)]
    return out


def releases_of(package):
    out = list(package.get("releases", []))
    for record in package.get("records", []):
        out += record["releases"] + [record["compiledRelease"]]
    return out


def unknown_fields(value, schema=None, root=None, at=""):
    """Fields that neither the standard nor a declared extension describes."""
    root = root or release_schema()
    schema = schema if schema is not None else root
    while "$ref" in schema:
        schema = root["definitions"][schema["$ref"].rsplit("/", 1)[1]]
    if isinstance(value, list):
        return [fault for item in value
                for fault in unknown_fields(item, schema.get("items", {}), root, at + "/[]")]
    if not isinstance(value, dict) or "properties" not in schema:
        return []
    out = []
    for key, item in value.items():
        if key in schema["properties"]:
            out += unknown_fields(item, schema["properties"][key], root, f"{at}/{key}")
        else:
            out.append(f"{at}/{key}")
    return out


def merge(compiled, release):
    """The standard's merging, written a second time."""
    for key, value in release.items():
        known = compiled.get(key)
        if isinstance(value, dict) and isinstance(known, dict):
            merge(known, value)
        elif is_identified(value) and is_identified(known):
            for item in value:
                same = [each for each in known if each["id"] == item["id"]]
                if same:
                    merge(same[0], item)
                else:
                    known.append(copy.deepcopy(item))
        else:
            compiled[key] = copy.deepcopy(value)


def is_identified(value):
    return (isinstance(value, list) and value != [] and
            all(isinstance(item, dict) and "id" in item for item in value))
