"""Runs the program and says how long it took, how much memory it held, and whether the bar is met."""
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("BIHUAN", str(ROOT / "build/release/bihuan"))
FOLDER = pathlib.Path(os.environ.get("BIHUAN_BENCH_FOLDER", ROOT / "build/bench-files"))


class Run:
    """A finished command: its seconds, peak memory in megabytes, exit code and output."""

    def __init__(self, *arguments, expect=(0,)):
        command = [PROGRAM, *map(str, arguments)]
        begin = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as child:
            self.output = child.stdout.read().decode("utf-8", "replace")
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = self.code = os.waitstatus_to_exitcode(status)
        self.seconds = time.perf_counter() - begin
        self.processor_seconds = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024
        if self.code not in expect:
            sys.exit(f"{' '.join(command)} ended with {self.code}:\n{self.output[-2000:]}")


def fresh(name):
    """A path for a company that is not there yet."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / name
    for suffix in ("", "-wal", "-shm"):
        pathlib.Path(f"{path}{suffix}").unlink(missing_ok=True)
    return path


def made(name, make):
    """A file that `make(path)` writes once and later runs find again."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / name
    if not path.exists():
        part = path.with_name("part-" + path.name)
        make(part)
        part.rename(path)
    return path


def report(what, figures, bar="", met=True):
    """One line of the table."""
    verdict = f"   bar {bar}: {'met' if met else 'MISSED'}" if bar else ""
    print(f"{what:<50} {figures}{verdict}", flush=True)
