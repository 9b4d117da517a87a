#!/usr/bin/env python3
"""No SQL text in .cpp files, no work left open, no machine's own paths, no names that say nothing."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SQL = re.compile(
    r'"\s*(SELECT\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TABLE|INDEX)\s'
    r"|ALTER\s+TABLE\s|DROP\s+TABLE\s|WITH\s+\w+\s+AS\s*\()"
)
NAME = re.compile(r"\b(class|struct)\s+(\[\[\w+\]\]\s*)?(\w*(Manager|Helper|Util|Utils|Info))\b")
OPEN = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))")
PATH = re.compile(r"/work/|/home/\w+/")


def issues_of(path):
    name = path.relative_to(ROOT).as_posix()
    text = path.read_text(encoding="utf-8")
    code = path.suffix in (".cpp", ".h")
    may_compose = name.startswith(("src/platform/database/", "tests/")) or name.endswith("_test.cpp")
    for number, line in enumerate(text.split("\n"), 1):
        if code and not may_compose and SQL.search(line):
            yield f"{name}:{number}: SQL belongs into a .sql file"
        if code and NAME.search(line):
            yield f"{name}:{number}: a better name than {NAME.search(line).group(3)}"
        if OPEN.search(line):
            yield f"{name}:{number}: work left open"
        if PATH.search(line):
            yield f"{name}:{number}: a path of one machine"


def main():
    issues = []
    for folder in ("src", "tests", "bench", "cmake", "web/src", "web/e2e", "docs"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".cpp", ".h", ".ts", ".tsx", ".sql", ".cmake", ".md", ".mjs"):
                if "node_modules" not in path.parts:
                    issues += issues_of(path)
    print("\n".join(issues), file=sys.stderr, end="\n" if issues else "")
    return 1 if issues else 0


if __name__ == "__main__":
    sys.exit(main())
