"""docs/examples/ holds what tools/examples/build.py writes. Usage: same_files.py ROOT

Documents are also what the commands cite: each digest of a command is that of a file.
"""

import hashlib
import pathlib
import re
import subprocess
import sys
import tempfile

HAND_WRITTEN = {"README.md", "README.zh-CN.md"}


def files_of(root):
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*")
            if p.is_file() and p.name not in HAND_WRITTEN and p.suffix != ".toml"}


def cited(commands):
    """Digests that commands cite as documents, materials or evidence."""
    found = set()
    for key in ("digest", "contractText"):
        found |= set(re.findall(rf'"{key}":"([0-9a-f]{{64}})"', commands))
    for key in ("evidence", "digests"):
        for items in re.findall(rf'"{key}":\[((?:"[0-9a-f]{{64}}",?)+)\]', commands):
            found |= set(re.findall(r"[0-9a-f]{64}", items))
    return found


def main():
    root = pathlib.Path(sys.argv[1])
    there = files_of(root / "docs" / "examples")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-B", root / "tools/examples/build.py", folder], check=True)
        made = files_of(pathlib.Path(folder))
    names = sorted(there.keys() | made.keys())
    faults = [f"{name}: is not what the script writes" for name in names
              if there.get(name) != made.get(name)]
    for name in sorted(made):
        if not name.endswith("commands.ndjson"):
            continue
        folder = name.rsplit("/", 1)[0] + "/documents/"
        stored = {hashlib.sha256(data).hexdigest() for file, data in made.items()
                  if file.startswith(folder)}
        wanted = cited(made[name].decode())
        faults += [f"{name}: cites {digest}, which no document has" for digest in wanted - stored]
        faults += [f"{folder}: {digest} is cited by no command" for digest in stored - wanted]
    if not made or faults:
        sys.exit("\n".join(faults) or "the script wrote nothing")


if __name__ == "__main__":
    main()
