#!/usr/bin/env python3
"""Files and functions stay below the walls of STYLE.md: 500 lines a source file, 250 a header,
60 a function. A longer function names its reason: NOLINT(readability-function-size): why."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
WALLS = {".cpp": 500, ".h": 250, ".sql": 500, ".py": 500, ".sh": 500}
FUNCTION = 60
FREE = ("A generated table", "Data:")  # said in the file's first line
LITERAL = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'',
    re.S,
)


def blank(match):
    return re.sub(r"[^\n]", " ", match.group(0))


def is_function(head):
    """Whether the text before a brace is a function's head and not a type's or a namespace's."""
    head = re.sub(r"\[\[.*?\]\]", "", head)
    head = re.split(r"[;}]|\bpublic:|\bprivate:|\bprotected:", head)[-1].strip()
    if not head or re.match(r"(template\s*<.*>\s*)?(inline\s+)?(namespace|struct|class|enum|union|extern)\b", head, re.S):
        return False
    return "(" in head and "=" not in re.sub(r"operator\S+|\(.*\)", "", head, flags=re.S)


def long_functions(text):
    clean = LITERAL.sub(blank, text)
    stack, last = [], 0
    for match in re.finditer(r"[{}]", clean):
        at = match.start()
        if match.group() == "{":
            inside = any(function for function, _ in stack)
            stack.append((not inside and is_function(clean[last:at]), at))
        elif stack:
            function, begin = stack.pop()
            if function:
                lines = clean.count("\n", begin, at) + 1
                if lines > FUNCTION:
                    yield clean.count("\n", 0, begin) + 1, lines
        last = at + 1


def check_file(path):
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT).as_posix()
    lines = text.count("\n")
    wall = WALLS[path.suffix]
    first = text.split("\n", 1)[0]
    if lines > wall and not any(word in first for word in FREE):
        yield f"{name}: {lines} lines, the wall is {wall}"
    if path.suffix in (".cpp", ".h"):
        rows = text.split("\n")
        for line, length in long_functions(text):
            near = "\n".join(rows[max(0, line - 8):line + 1])
            if not re.search(r"NOLINT(NEXTLINE)?\(readability-function-size\): \w", near):
                yield f"{name}:{line}: a function of {length} lines, the wall is {FUNCTION}"


def main():
    issues = []
    for folder in ("src", "tests", "bench", "script"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in WALLS and "node_modules" not in path.parts:
                issues += check_file(path)
    print("\n".join(issues), file=sys.stderr, end="\n" if issues else "")
    return 1 if issues else 0


if __name__ == "__main__":
    sys.exit(main())
