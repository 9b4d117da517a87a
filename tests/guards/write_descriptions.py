#!/usr/bin/env python3
"""write_descriptions.py SOURCE OUT   Finds every described noun and row of a table below SOURCE and
writes a C++ header that lists them, so that none is forgotten by the test against the schema."""
import pathlib
import re
import sys

DESCRIBE = re.compile(r'\bdescribe<\s*([\w:]+)\s*>\(\s*"(\w+)"')
FIELD = re.compile(r'\bfield\(\s*"(\w+)"')


def statements(text):
    """(type, table, fields) of each description of a table."""
    for match in DESCRIBE.finditer(text):
        end = text.find(";", match.end())
        yield match.group(1), match.group(2), FIELD.findall(text[match.end():end])


def main():
    source, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    includes, typed, written = [], [], []
    for path in sorted([*source.rglob("*.h"), *source.rglob("*.cpp")]):
        name = path.relative_to(source).as_posix()
        if name == "base/describe.h" or name.endswith(("_test.cpp", "_suite.h")):
            continue
        for noun, table, fields in statements(path.read_text(encoding="utf-8")):
            if path.suffix == ".h":
                includes.append(name)
                noun = noun if noun.startswith("bihuan::") else f"bihuan::{noun}"
                typed.append(f'    {{"{noun}", &bihuan::description_of<{noun}>()}},')
            else:
                names = ", ".join(f'"{field}"' for field in fields)
                written.append(f'    {{"{noun}", "{table}", {{{names}}}}},')
    lines = [f'#include "{name}"' for name in sorted(set(includes))]
    lines += ["", "static const std::vector<DescribedNoun> kDescribedNouns{", *typed, "};", "",
              "static const std::vector<WrittenRow> kWrittenRows{", *written, "};", ""]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
