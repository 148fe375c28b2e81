"""Walks the project's tree, reads C++ well enough for the checks, and reports findings."""

import pathlib
import re
import sys

SKIPPED_DIRS = {"build", "node_modules", "__pycache__"}
CPP = {".h", ".cc"}
TEXT = CPP | {".py", ".md", ".txt", ".cmake", ".in", ".toml", ".json", ".jsonl", ".yml", ".capnp",
              ".sh", ".js", ".ts", ".css", ".html", ".service", ".1"}
SCRIPT_DIRS = {"tools", ".ci"}  # files without a suffix in them are scripts


def walk(root):
    """Every file of the project under `root`, as sorted relative paths. Needs no git."""
    root = pathlib.Path(root)
    found = []
    pending = [root]
    while pending:
        for entry in pending.pop().iterdir():
            if entry.is_dir() and not entry.is_symlink():
                hidden = entry.name.startswith(".") and entry.name != ".ci"
                if entry.name not in SKIPPED_DIRS and not hidden:
                    pending.append(entry)
            elif entry.is_file():
                found.append(entry.relative_to(root))
    return sorted(found)


def is_text(path):
    return (path.suffix in TEXT or path.name.startswith("README") or
            (not path.suffix and path.parts[0] in SCRIPT_DIRS))


def read(root, path):
    """The file's text; bytes that are not UTF-8 become replacement characters."""
    return (pathlib.Path(root) / path).read_text(encoding="utf-8", errors="replace")


_TOKENS = re.compile(
    r'//(?:\\\n|[^\n])*'
    r'|/\*.*?\*/'
    r'|R"(?P<tag>[^\s()\\]{0,16})\(.*?\)(?P=tag)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'", re.S)


def blank(text):
    """C++ with comments removed and the inside of literals emptied, line by line as before."""
    def replace(match):
        token = match.group()
        lines = "\n" * token.count("\n")
        if token.startswith("/"):
            return " " + lines
        return ('""' if '"' in token[:2] else "' '") + lines
    return _TOKENS.sub(replace, text)


def without_preprocessor(text):
    """Blanked C++ without its directives, so that braces balance."""
    return re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", lambda m: "\n" * m.group().count("\n"), text,
                  flags=re.M)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


class Findings:
    """Collects `file:line: sentence` and ends the program with them."""

    def __init__(self):
        self.lines = []

    def add(self, path, line, sentence):
        self.lines.append(f"{path}:{line}: {sentence}")

    def finish(self, what):
        for line in self.lines:
            print(line)
        print(f"{what}: {len(self.lines)} findings")
        sys.exit(1 if self.lines else 0)
