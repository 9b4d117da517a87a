#!/usr/bin/env python3
"""Every #include below src/ is one that src/layers.txt allows; the rooms form no cycle."""
import pathlib
import re
import sys
from fnmatch import fnmatch

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+([<"])([^>"]+)[>"]', re.M)


def read_rules(text):
    """Rooms with what they may include, and the `only` rules."""
    lines, rooms, only = [], {}, []
    for line in text.splitlines():
        line = line.split("#")[0].rstrip()
        if line[:1].isspace() and line.strip() and lines:
            lines[-1] += " " + line.strip()
        elif line.strip():
            lines.append(line)
    for line in lines:
        left, _, right = line.partition(":")
        if left.startswith("only "):
            only.append((left.split()[1:], right.split()))
        else:
            rooms.setdefault(left.strip(), []).extend(right.split())
    return rooms, only


def room_of(path, rooms):
    """The longest room whose folder holds the file; a pattern's star is one folder name."""
    parts = path.split("/")[:-1]
    for length in range(len(parts), 0, -1):
        folder = "/".join(parts[:length])
        if folder in rooms:
            return folder
        for pattern in rooms:
            if "*" in pattern and pattern.count("/") + 1 == length and fnmatch(folder, pattern):
                return folder
    return None


def allowed(room, rooms):
    names = []
    for pattern, targets in rooms.items():
        if pattern == room or ("*" in pattern and fnmatch(room, pattern)):
            names += targets
    return names


def find_cycle(graph):
    state, path = {}, []

    def visit(room):
        state[room] = "open"
        path.append(room)
        for target in sorted(graph.get(room, ())):
            if state.get(target) == "open":
                return path[path.index(target):] + [target]
            if target not in state and (cycle := visit(target)):
                return cycle
        path.pop()
        state[room] = "done"
        return None

    for room in sorted(graph):
        if room not in state and (cycle := visit(room)):
            return cycle
    return None


def check(source, rules):
    rooms, only = read_rules(rules)
    issues, graph = [], {}
    for file in sorted(source.rglob("*")):
        if file.suffix not in (".h", ".cpp"):
            continue
        path = file.relative_to(source).as_posix()
        room = room_of(path, rooms)
        if room is None:
            issues.append(f"src/{path}: belongs to no room of src/layers.txt")
            continue
        for quote, target in INCLUDE.findall(file.read_text(encoding="utf-8")):
            for headers, files in only:
                if any(fnmatch(target, h) for h in headers) and not any(
                    fnmatch(path, f) for f in files
                ):
                    issues.append(f"src/{path}: may not include {target}")
            if quote == "<" or "/" not in target:
                continue
            other = room_of(target, rooms)
            if other is None or other == room:
                continue  # generated headers lie outside src/ and belong to their own room
            if not any(fnmatch(other, name) for name in allowed(room, rooms)):
                issues.append(f"src/{path}: {room} may not include {other} ({target})")
            if "/internal/" in target:
                issues.append(f"src/{path}: {target} is private to {other}")
            if not path.endswith("_test.cpp"):
                graph.setdefault(room, set()).add(other)
    if cycle := find_cycle({r: t for r, t in graph.items() if not r.startswith("app")}):
        issues.append("rooms form a cycle: " + " → ".join(cycle))
    return issues


if __name__ == "__main__":
    found = check(SOURCE, (SOURCE / "layers.txt").read_text(encoding="utf-8"))
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    sys.exit(1 if found else 0)
