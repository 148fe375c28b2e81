#!/usr/bin/env python3
"""How well the rules find what was planted: recall and precision of every rule.

Usage: score.py LABELS FINDINGS

LABELS is what `minutebook generate --breaches RATE --labels LABELS` wrote; FINDINGS is the output
of `minutebook --json list findings --at TIME`, TIME being evaluateAt in the first line of LABELS
("-" reads standard input). Exit status 0: every breach was found and nothing else; 1: not so;
2: wrong usage or unreadable input.
"""

import json
import re
import sys
from collections import defaultdict


def read_lines(name):
    if name == "-":
        return [json.loads(line) for line in sys.stdin if line.strip()]
    with open(name, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def read_labels(name):
    """The rules that are not judged here, breaches by rule, near misses by rule."""
    header, *labels = read_lines(name)
    breaches = defaultdict(set)
    near_misses = defaultdict(set)
    for label in labels:
        for rule in label["breaches"]:
            breaches[rule].add(label["subject"])
        for thing in label["nearMiss"]:
            near_misses[thing["rule"]].add(label["subject"])
    return set(header["notPlanted"]), breaches, near_misses


def read_findings(name):
    """Subjects by rule; what an inspector dismissed is no finding any more."""
    found = defaultdict(set)
    for finding in read_lines(name):
        if finding.get("status") != "dismissed":
            found[finding["rule"]].add(finding["subject"])
    return found


def in_order(rule):
    name, number = re.fullmatch(r"([A-Z]+)-(\d+)", rule).groups()
    return name, int(number)


def share(part, whole):
    return part / len(whole) if whole else 1.0


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        left_out, breaches, near_misses = read_labels(arguments[0])
        found = read_findings(arguments[1])
    except (OSError, ValueError, KeyError) as error:
        print(f"score.py: {error}", file=sys.stderr)
        return 2
    print(f"{'rule':8} {'planted':>8} {'near':>6} {'found':>8} {'recall':>8} {'precision':>10}")
    perfect = True
    for rule in sorted(set(breaches) | set(near_misses) | set(found), key=in_order):
        if rule in left_out:
            continue
        right = len(breaches[rule] & found[rule])
        recall = share(right, breaches[rule])
        precision = share(right, found[rule])
        perfect = perfect and recall == precision == 1.0
        print(f"{rule:8} {len(breaches[rule]):8} {len(near_misses[rule]):6} {len(found[rule]):8}"
              f" {recall:8.3f} {precision:10.3f}")
        for subject in sorted(breaches[rule] - found[rule])[:5]:
            print(f"  missed: {subject}")
        for subject in sorted(found[rule] - breaches[rule])[:5]:
            print(f"  no breach: {subject}")
    print("all found, nothing else" if perfect else "not all found, or more than that")
    return 0 if perfect else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
