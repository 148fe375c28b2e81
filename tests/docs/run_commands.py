#!/usr/bin/env python3
"""Runs every `sh` block of the documentation, page by page, as a reader would.

Usage: run_commands.py ROOT MINUTEBOOK [PAGE ...]

A page's blocks run in order in one shell with `set -e`, in an empty folder where `docs` is the
project's documentation and `minutebook` is on PATH. A block behind the line
`<!-- not run: REASON -->` is left out, and the reason is printed. Exit status 1 when a block fails
or when no block was found at all.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

SKIP_MARK = "<!-- not run:"


def blocks(page: pathlib.Path):
    """Yields (first line number, text, reason it is not run or None) for each sh block."""
    reason, start, lines = None, 0, None
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if lines is not None:
            if line.strip() == "```":
                yield start, "\n".join(lines) + "\n", reason
                lines, reason = None, None
            else:
                lines.append(line)
        elif line.strip() == "```sh":
            start, lines = number + 1, []
        elif line.startswith(SKIP_MARK):
            reason = line[len(SKIP_MARK):].rstrip("-> ").strip()
        elif line.strip():
            reason = None


def run_page(root: pathlib.Path, program: pathlib.Path, page: pathlib.Path) -> tuple[int, int]:
    """Returns (blocks run, blocks failed)."""
    script, count = ["set -e"], 0
    for start, text, reason in blocks(page):
        where = f"{page.relative_to(root)}:{start}"
        if reason is not None:
            print(f"not run  {where}  ({reason})")
            continue
        count += 1
        script.append(f"echo '--- {where}'\n{text}")
    if count == 0:
        return 0, 0
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(root / "docs", pathlib.Path(folder) / "docs")
        os.mkdir(pathlib.Path(folder) / "bin")
        os.symlink(program, pathlib.Path(folder) / "bin" / "minutebook")
        environment = {k: v for k, v in os.environ.items() if k != "MINUTEBOOK_LEDGER"}
        environment["PATH"] = f"{folder}/bin:{environment['PATH']}"
        environment["LC_ALL"] = "C.UTF-8"
        result = subprocess.run(["bash", "-c", "\n".join(script)], cwd=folder, env=environment,
                                stdin=subprocess.DEVNULL, capture_output=True, text=True,
                                timeout=240, check=False)
    if result.returncode != 0:
        print(f"FAILED   {page.relative_to(root)}: exit {result.returncode}")
        print(result.stdout[-3000:])
        print(result.stderr[-3000:])
        return count, 1
    print(f"ok       {page.relative_to(root)}: {count} blocks")
    return count, 0


def main() -> int:
    root, program = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    pages = [pathlib.Path(p).resolve() for p in sys.argv[3:]]
    if not pages:
        pages = sorted([*root.glob("README*.md"), *root.glob("docs/**/*.md")])
    results = [run_page(root, program, page) for page in pages]
    ran, failed = sum(r[0] for r in results), sum(r[1] for r in results)
    print(f"{ran} blocks run, {failed} pages failed")
    return 1 if failed or ran == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
