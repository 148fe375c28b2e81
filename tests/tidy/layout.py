"""The folders are those of docs/architecture.md, and nothing else. Usage: layout.py ROOT"""

import pathlib
import re
import sys

import tree

TOP = {"ledger", "projections", "tools", "tests", "docs", "README.md", "README.zh-CN.md", "LICENSE",
       "CMakeLists.txt", "CMakePresets.json"}
IGNORED = {"build", "compile_commands.json"}  # made by a build, never tracked
ROOMS = {
    "ledger": {"base", "schema", "crypto", "merkle", "tlog", "domain", "rules", "store", "service",
               "verify", "replicate"},
    "tools": {"minutebook", "server", "witness", "mirror", "inspect", "report", "export",
              "generate", "bench", "console", "packaging", "schemadoc", "examples"},
}


def check_tests_are_built(findings, root):
    """A folder of tests that tests/CMakeLists.txt does not name would never run."""
    listing = root / "tests" / "CMakeLists.txt"
    if not listing.is_file():
        return
    named = set(re.findall(r"[\w-]+", re.sub(r"#.*", "", listing.read_text(encoding="utf-8"))))
    for file in sorted(root.glob("tests/*/CMakeLists.txt")):
        if file.parent.name not in named:
            findings.add(file.relative_to(root), 1, "tests/CMakeLists.txt does not add this folder")


def check(root):
    findings = tree.Findings()
    root = pathlib.Path(root)
    check_tests_are_built(findings, root)
    for entry in sorted(root.iterdir()):
        if not entry.name.startswith(".") and entry.name not in TOP | IGNORED:
            findings.add(entry.name, 1, "does not belong at the top level")
    for folder, rooms in ROOMS.items():
        if not (root / folder).is_dir():
            continue
        for entry in sorted((root / folder).iterdir()):
            if entry.is_dir() and entry.name not in rooms | tree.SKIPPED_DIRS:
                findings.add(f"{folder}/{entry.name}", 1, f"is not a room of {folder}/")
    return findings


if __name__ == "__main__":
    check(sys.argv[1]).finish("layout")
