"""`script/bench files FOLDER`: every table of a folder through imports and forecast.

Nothing is asked of the answers but that there is one: no crash, no hang, bounded memory. A file is
given to `bihuan import` as sell-out, as a list of products and of outlets (each a check that writes
nothing) and to `bihuan forecast`.
"""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

BIHUAN = os.environ.get("BIHUAN", "build/release/bihuan")
FOLDER = os.environ.get("BIHUAN_FILES", "")
ENDINGS = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".dat", ".json"}
SECONDS = 120
MEGABYTES = 2000


def run(words):
    """(how it ended, seconds, peak megabytes)"""
    begin = time.monotonic()
    child = subprocess.Popen(
        words,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS)),
    )
    _, status, used = os.wait4(child.pid, 0)
    took = time.monotonic() - begin
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        end = "hang" if number in (signal.SIGXCPU, signal.SIGKILL) else f"signal {number}"
    else:
        end = f"exit {os.WEXITSTATUS(status)}"
    return end, took, used.ru_maxrss / 1024


def ways(path, scratch):
    company = str(scratch / "company.db")
    for kind in ("sell-out", "products", "outlets"):
        yield kind, [BIHUAN, "import", kind, str(path), "--dry-run", "--json", "--company", company]
    yield "forecast", [BIHUAN, "forecast", str(path), "-o", str(scratch / "forecast.csv")]


def main():
    files = sorted(p for p in Path(FOLDER).rglob("*") if p.suffix.lower() in ENDINGS)
    if not FOLDER or not files:
        print("Name a folder with tables: script/bench files FOLDER")
        return 1 if FOLDER else 0
    ends, runs, broken = Counter(), [], []
    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            for way, words in ways(path, Path(folder)):
                end, took, megabytes = run(words)
                ends[f"{way}: {end}"] += 1
                runs.append((took, megabytes, way, path))
                if not end.startswith("exit") or megabytes > MEGABYTES:
                    broken.append(f"{end}, {megabytes:.0f} MB: {' '.join(words)}")
    print(f"files {len(files)}, runs {len(runs)}, {sum(r[0] for r in runs):.0f} s")
    for end, count in sorted(ends.items()):
        print(f"  {end:<24} {count:>6}")
    for what, key in (("slowest", 0), ("largest", 1)):
        print(what)
        for took, megabytes, way, path in sorted(runs, key=lambda r: -r[key])[:5]:
            print(f"  {took:6.2f} s {megabytes:6.0f} MB  {way:<9} {path}")
    print(f"crashes, hangs, over {MEGABYTES} MB: {len(broken)}")
    for line in broken:
        print(f"  {line}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
