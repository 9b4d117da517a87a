#!/usr/bin/env python3
"""query_coverage.py LOG   Every queries/*.sql ran on both databases during the tests. LOG holds
lines "dialect room.query", written by tests/support/databases.cpp to BIHUAN_QUERY_LOG."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODULE = re.compile(r"bihuan_module\(\s*(\w+)(.*?)^[^#\n]*\)", re.S | re.M)

UNCOUNTED = re.compile(r"^-- Not counted: \w", re.M)  # with the reason why no log can name it


def rooms(folder):
    """The name of the room each query belongs to: its library, which CMakeLists.txt names."""
    text = (folder / "CMakeLists.txt").read_text(encoding="utf-8")
    for match in MODULE.finditer(text):
        for query in re.findall(r"queries/([\w.]+)\.sql", match.group(0)):
            yield query, match.group(1)


def expected(source):
    """{(dialect, "room.query"): file}"""
    found, issues = {}, []
    for folder in sorted({path.parent.parent for path in source.rglob("queries/*.sql")}):
        room_of = dict(rooms(folder))
        for path in sorted((folder / "queries").glob("*.sql")):
            if UNCOUNTED.search(path.read_text(encoding="utf-8")):
                continue
            name, _, dialect = path.stem.partition(".")
            shown = path.relative_to(source.parent).as_posix()
            if path.stem not in room_of:
                issues.append(f"{shown}: no bihuan_module lists it")
                continue
            for one in (dialect,) if dialect else ("sqlite", "postgres"):
                found[one, f"{room_of[path.stem]}.{name}"] = shown
    return found, issues


def check(source, log):
    ran = {tuple(line.split(" ", 1)) for line in log.splitlines()}
    files, issues = expected(source)
    return issues + [f"{path}: never ran on {dialect} ({name})"
                     for (dialect, name), path in sorted(files.items()) if (dialect, name) not in ran]


def main():
    log = pathlib.Path(sys.argv[1])
    found = check(ROOT / "src", log.read_text(encoding="utf-8") if log.exists() else "")
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
