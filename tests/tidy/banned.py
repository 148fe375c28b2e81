"""No call and no word that the style forbids. Usage: banned.py ROOT"""

import fnmatch
import re
import sys
from typing import NamedTuple

import tree


class Rule(NamedTuple):
    pattern: str     # searched in C++ without comments and literals
    where: tuple     # patterns of paths
    unless: tuple    # patterns of paths
    why: str


ALL = ("*",)
RULES = (
    Rule(r"\b(?:f|d|v|vf|vd)?printf\s*\(|\b(?:f?puts|putchar|fputc)\s*\(", ("ledger/*",),
         ("ledger/base/check.cc",), "the library prints nothing; return a Result"),
    Rule(r"\bstd::(?:cout|cerr|clog|cin)\b", ("ledger/*", "projections/*"), (),
         "the library neither prints nor reads the terminal"),
    Rule(r"\b(?:s?rand|random|drand48|rand_r)\s*\(\s*\)|\bsrand\s*\(", ALL, (),
         "take a Random"),
    Rule(r"\brandom_device\b", ALL, (), "take a Random"),
    Rule(r"\b(?:strcpy|strcat|sprintf|vsprintf|gets|strtok|tmpnam|mktemp)\s*\(", ALL, (),
         "it writes beyond its buffer or shares hidden state"),
    Rule(r"\b(?:atoi|atol|atoll|atof)\s*\(", ALL, (), "it hides errors; use std::from_chars"),
    Rule(r"\bsystem_clock::now\b|\bgettimeofday\s*\(|\btime\s*\(\s*(?:NULL|nullptr|0|&)", ALL,
         ("ledger/base/clock.cc",), "take a Clock"),
    Rule(r"\b(?:localtime|gmtime|asctime|ctime)\s*\(", ALL, (), "it is not thread-safe"),
    Rule(r"(?:\bstd::|(?<![\w:.>]))system\s*\(|\bpopen\s*\(",
         ("ledger/*", "projections/*", "tools/*"), (), "no shell is started"),
    Rule(r"\b(?:SHA256|SHA1|SHA512|SM3)\s*\(", ALL, (),
         "the one-shot digest is slow in OpenSSL 3.0; use ledger/crypto"),
    Rule(r"\busing\s+namespace\b", ("*.h",), (), "a header does not open namespaces for others"),
    Rule(r"(?<!\boperator )\bnew\b\s*(?:\(|[A-Za-z_:])", ALL, (), "use std::make_unique"),
    Rule(r"\bdelete\b(?:\s*\[\s*\])?\s*[\w(*:]", ALL, (), "an owner deletes: use std::unique_ptr"),
    Rule(r"\b(?:malloc|calloc|realloc|alloca)\s*\(", ALL, (), "use a container"),
    Rule(r"\bexit\s*\(|\bquick_exit\s*\(", ("ledger/*", "projections/*"), (),
         "the library does not end the process; return a Result"),
)
# A private constructor cannot be reached by std::make_unique: the owner may be named in place.
OWNED_NEW = re.compile(r"(?:unique_ptr|shared_ptr)<[^;]*\(\s*new\b|reset\(\s*new\b")

WORDS = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|root|home)/|(?<![\w.])/tmp/bash|\.\./shared\b")
OF_THIS_CHECK = "tests/tidy/*"

CATCH_ALL = re.compile(r"\bcatch\s*\(\s*\.\.\.\s*\)\s*\{")
PASSED_ON = re.compile(r"\bthrow\b|\bcurrent_exception\b|\babort\b|\bcheck_failed\b|\bMB_CHECK")


def applies(rule, path):
    return (any(fnmatch.fnmatch(path, p) for p in rule.where) and
            not any(fnmatch.fnmatch(path, p) for p in rule.unless))


def block_after(code, opening):
    """The text of the block whose brace is at `opening`."""
    depth = 0
    for at in range(opening, len(code)):
        depth += {"{": 1, "}": -1}.get(code[at], 0)
        if depth == 0:
            return code[opening:at]
    return code[opening:]


def check_cpp(findings, path, text):
    code = tree.blank(text)
    for rule in RULES:
        if not applies(rule, path.as_posix()):
            continue
        for match in re.finditer(rule.pattern, code):
            start = code.rfind(";", 0, match.start()) + 1
            end = match.end()
            if "make_unique" in rule.why and OWNED_NEW.search(code[start:end]):
                continue
            line = tree.line_of(code, match.start())
            findings.add(path, line, f"{match.group().strip()}: {rule.why}")
    for match in CATCH_ALL.finditer(code):
        if not PASSED_ON.search(block_after(code, match.end() - 1)):
            findings.add(path, tree.line_of(code, match.start()),
                         "catch (...) swallows what it does not know: rethrow, or name the type")


def check_words(findings, path, text):
    for number, line in enumerate(text.splitlines(), 1):
        if match := WORDS.search(line):
            findings.add(path, number, f"{match.group()}: finish it, or open an issue")
        if match := MACHINE_PATHS.search(line):
            findings.add(path, number, f"{match.group()}: a path of one machine")


def check(root):
    findings = tree.Findings()
    for path in tree.walk(root):
        if not tree.is_text(path):
            continue
        text = tree.read(root, path)
        if path.suffix in tree.CPP:
            check_cpp(findings, path, text)
        if not fnmatch.fnmatch(path.as_posix(), OF_THIS_CHECK):
            check_words(findings, path, text)
    return findings


if __name__ == "__main__":
    check(sys.argv[1]).finish("banned")
