#!/usr/bin/env python3
"""Writes docs/examples/: tools/examples/build.py [DIRECTORY]

The same files on every machine. tests/examples/ runs it and compares with what is in the tree.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import county  # noqa: E402
import dissent  # noqa: E402
import irregular  # noqa: E402
import pilot  # noqa: E402


def main() -> None:
    if len(sys.argv) > 2:
        sys.exit(__doc__)
    root = Path(sys.argv[1]) if len(sys.argv) == 2 else HERE.parent.parent / "docs" / "examples"
    for example in (pilot, county, dissent, irregular):
        book = example.build()
        book.write(root)
        print(f"{book.name}: {len(book.commands)} commands, {len(book.documents)} documents")


if __name__ == "__main__":
    main()
