"""Finds the functions of a C++ file by its braces: no parser, but right on clang-formatted code."""

import re
from typing import NamedTuple

import tree


class Function(NamedTuple):
    name: str
    line: int        # of the first line of its head
    lines: int       # from there to its closing brace
    parameters: int


_SCOPE = re.compile(r"(?:\b(?:namespace|class|struct|union|enum)\b[^()]*|extern\s*\"\"\s*)$")
NOT_NAMES = {"requires", "decltype", "noexcept", "alignas"}


def parameters_of(head):
    """(name, number of parameters) of a function's head; None when it is not one."""
    depth = 0
    for i, c in enumerate(head):
        if c == "<" and "operator" not in head[max(0, i - 9):i]:
            depth += 1
        elif c == ">" and head[i - 1:i] != "-" and depth > 0:
            depth -= 1
        elif c == "(" and depth == 0:
            name = re.search(r"(~?[\w:~]+|operator\s*\S{1,3})\s*$", head[:i])
            close = _closing(head, i)
            if close < 0:
                return None
            if name and name.group(1) == "operator":  # operator()(…)
                i = head.find("(", close)
            elif not name or name.group(1) in NOT_NAMES:
                return parameters_of(head[close + 1:])
            return name.group(1), _count(head[i + 1:])
    return None


def _closing(text, opening):
    depth = 0
    for i in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[i], 0)
        if depth == 0:
            return i
    return -1


def _count(text):
    depth, commas, empty = 0, 0, True
    for i, c in enumerate(text):
        if c in "([{<":
            depth += 1
        elif c in ")]}" or (c == ">" and text[i - 1:i] != "-"):
            if depth == 0:
                break
            depth -= 1
        elif c == "," and depth == 0:
            commas += 1
        empty = empty and c.isspace()
    return 0 if empty else commas + 1


def functions_of(text):
    """Every function with a body at namespace or class scope; lambdas belong to their function."""
    code = tree.without_preprocessor(tree.blank(text))
    found, scopes, head_start = [], [], 0
    body_depth, current = 0, None
    for match in re.finditer(r"[{};]|\b(?:public|private|protected)\s*:(?!:)", code):
        token, at = match.group(), match.start()
        if body_depth:
            body_depth += {"{": 1, "}": -1}.get(token, 0)
            if body_depth == 0:
                if current:
                    name, start, parameters = current
                    first = tree.line_of(code, start)
                    found.append(Function(name, first, tree.line_of(code, at) - first + 1,
                                          parameters))
                head_start = match.end()
            continue
        if token == "{":
            head = code[head_start:at]
            if _SCOPE.search(head.split(")")[-1] if "(" not in head else head):
                scopes.append(at)
            else:
                start = head_start + len(head) - len(head.lstrip())
                shape = parameters_of(head)
                current = (shape[0], start, shape[1]) if shape else None
                body_depth = 1
        elif token == "}" and scopes:
            scopes.pop()
        head_start = match.end()
    return found
