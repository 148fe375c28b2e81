"""Every header compiles alone, and twice. Usage: headers.py ROOT BUILD

Each is compiled from a two-line source that includes it twice, with the flags of a source file
near it: a missing include and a missing guard both show.
"""

import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys

import tree

KEPT = ("-I", "-D", "-std=", "-f", "-m", "-W", "-pthread", "--include=")
LIMIT_SECONDS = 120


def flags_of(command):
    """Compiler and the flags of a compile command that matter for parsing."""
    words = shlex.split(command)
    while words and os.path.basename(words[0]) in ("ccache", "distcc"):
        words = words[1:]
    flags, rest = [words[0]], iter(words[1:])
    for word in rest:
        if word in ("-I", "-isystem", "-include"):
            value = next(rest)
            if "cmake_pch" not in value:  # alone: without what the build has precompiled
                flags += [word, value]
        elif word.startswith(KEPT):
            flags.append(word)
    return flags


def load_flags(root, build):
    """Folder of the project → flags of one source file in it."""
    by_folder = {}
    for entry in json.loads((pathlib.Path(build) / "compile_commands.json").read_text()):
        source = pathlib.Path(entry["directory"], entry["file"])
        if source.suffix == ".cc" and source.is_relative_to(root):
            folder = source.relative_to(root).parent
            by_folder.setdefault(folder, flags_of(entry["command"]))
    return by_folder


def flags_for(by_folder, header):
    """Of the same folder, else of one above or below it; None when nothing near is compiled."""
    for folder in header.parents:
        near = [f for f in sorted(by_folder) if f == folder or f.is_relative_to(folder)]
        if near and folder != pathlib.Path("."):
            return by_folder[near[0]]
    return None


def compile_alone(root, header, flags):
    """What the compiler says, or an empty text."""
    source = f'#include "{header}"\n#include "{header}"\n'
    done = subprocess.run(flags + ["-fsyntax-only", "-I", str(root), "-x", "c++", "-"],
                          input=source, text=True, capture_output=True, timeout=LIMIT_SECONDS,
                          cwd=root, check=False)
    return done.stderr.strip() if done.returncode else ""


def check(root, build):
    root = pathlib.Path(root).resolve()
    by_folder = load_flags(root, build)
    findings = tree.Findings()
    headers = [p for p in tree.walk(root) if p.suffix == ".h"]
    jobs = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for header in headers:
            flags = flags_for(by_folder, header)
            if flags is None:
                findings.add(header, 1, "no source file near this header is built")
            else:
                jobs.append((header, pool.submit(compile_alone, root, header, flags)))
        for header, job in jobs:
            if job.result():
                findings.add(header, 1, "does not compile alone:\n" + job.result())
    return findings


if __name__ == "__main__":
    check(sys.argv[1], sys.argv[2]).finish("headers")
