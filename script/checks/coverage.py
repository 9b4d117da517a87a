#!/usr/bin/env python3
"""docs/coverage.md has a row for each promise to a user, and names only files that exist."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SERIES = {"L": 7, "P": 3, "M2S-": 5, "S2M-": 9, "R": 10, "PR-": 6, "W": 7}
IDS = [f"{name}{n}" for name, count in SERIES.items() for n in range(1, count + 1)]
IDS += [f"M{n:02}" for n in range(1, 21)]


def check(text, exists):
    rows = re.findall(r"^\| *([A-Z0-9-]+) *\|", text, re.M)
    for name in IDS:
        if rows.count(name) != 1:
            yield f"docs/coverage.md: {name} has {rows.count(name)} rows, one is due"
    for path in re.findall(r"`((?:src|web|tests|script|docs)/[\w./-]+)`", text):
        if not exists(path):
            yield f"docs/coverage.md: {path} does not exist"


if __name__ == "__main__":
    found = list(check((ROOT / "docs/coverage.md").read_text(encoding="utf-8"),
                       lambda path: (ROOT / path).exists()))
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    sys.exit(1 if found else 0)
