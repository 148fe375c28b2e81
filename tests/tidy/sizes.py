"""Files, functions, lines and parameter lists stay small. Usage: sizes.py ROOT"""

import sys

import functions
import tree

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 70
MAX_PARAMETERS = 5
MAX_COLUMNS = 100  # in characters, however wide they print
CODE = tree.CPP | {".py", ".cmake", ".in", ".capnp", ".toml", ".sh", ".js", ".ts", ".css"}

CATALOGUES = {"ledger/schema/labels.toml"}  # data, one sentence a line


def is_code(path):
    if path.as_posix() in CATALOGUES:
        return False
    return (path.suffix in CODE or path.name == "CMakeLists.txt" or
            (not path.suffix and path.parts[0] in tree.SCRIPT_DIRS))


def check_functions(findings, path, text):
    for function in functions.functions_of(text):
        if function.lines > MAX_FUNCTION_LINES:
            findings.add(path, function.line, f"{function.name} has {function.lines} lines; "
                         f"at most {MAX_FUNCTION_LINES}: split it")
        if function.parameters > MAX_PARAMETERS:
            findings.add(path, function.line, f"{function.name} has {function.parameters} "
                         f"parameters; at most {MAX_PARAMETERS}: give them a struct")


def check(root):
    findings = tree.Findings()
    for path in tree.walk(root):
        if not is_code(path):
            continue
        text = tree.read(root, path)
        lines = text.splitlines()
        if len(lines) > MAX_FILE_LINES:
            findings.add(path, len(lines), f"the file has {len(lines)} lines; "
                         f"at most {MAX_FILE_LINES}: split it")
        for number, line in enumerate(lines, 1):
            if len(line) > MAX_COLUMNS:
                findings.add(path, number, f"{len(line)} columns; at most {MAX_COLUMNS}")
        if path.suffix in tree.CPP:
            check_functions(findings, path, text)
    return findings


if __name__ == "__main__":
    check(sys.argv[1]).finish("sizes")
