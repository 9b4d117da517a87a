#!/usr/bin/env python3
"""sum_results.py FOLDER [FAILED_STEP…]   Adds up the JUnit and GoogleTest reports of a test run;
prints the failed tests and, last, `N passed, N failed`. A step that failed without a report of its
own counts as one failure."""
import pathlib
import sys
import xml.etree.ElementTree as tree


def read(path):
    """(passed, failed names, skipped) of one report."""
    passed, failed, skipped = 0, [], 0
    for case in tree.parse(path).getroot().iter("testcase"):
        name = f"{case.get('classname', '')}.{case.get('name', '')}".strip(".")
        status = case.get("status", "")
        if case.find("failure") is not None or case.find("error") is not None or status == "fail":
            failed.append(name)
        elif case.find("skipped") is not None or status in ("notrun", "disabled") or (
            case.get("result") in ("skipped", "suppressed")
        ):
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def main():
    folder, steps = pathlib.Path(sys.argv[1]), sys.argv[2:]
    passed, failed, skipped, broken = 0, [], 0, set()
    for path in sorted(folder.glob("*.xml")):
        if path.name == "ctest.xml":
            continue
        try:
            some_passed, some_failed, some_skipped = read(path)
        except tree.ParseError:
            broken.add(path.stem)
            continue
        passed, skipped = passed + some_passed, skipped + some_skipped
        failed += [f"{path.stem}: {name}" for name in some_failed]
        if some_failed:
            steps = [step for step in steps if step != path.stem]
    # A test program that crashed or hung leaves no report; ctest's own report knows it.
    programs = folder / "ctest.xml"
    if programs.exists():
        for name in read(programs)[1]:
            program = name.split(".")[-1]
            if not any(entry.startswith(f"{program}_test: ") for entry in failed):
                failed.append(f"{program}_test: did not finish")
        if failed:
            steps = [step for step in steps if step != "ctest"]
    failed += [f"{step}: the step failed" for step in steps]
    for name in failed:
        print(f"FAILED {name}")
    if skipped:
        print(f"{skipped} skipped")
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
