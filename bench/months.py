#!/usr/bin/env python3
"""Seconds and peak memory of `bihuan close` on the large demo company: the first close of a month,
and a second one that finds its inputs unchanged. BIHUAN_BENCH_SIZE names another size."""
import os
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.demo_company import demo_company, facts_of  # noqa: E402
from support.measure import Run, fresh, report  # noqa: E402

BAR_SECONDS, BAR_GIGABYTES = 10, 4


def main():
    size = os.environ.get("BIHUAN_BENCH_SIZE", "large")
    company = fresh(f"close-{size}.db")
    month = facts_of(size)["last_month"]
    shutil.copyfile(demo_company(size), company)
    for what in (f"close {month}, {size} demo company", "  again, nothing changed"):
        run = Run("close", month, "--company", company)
        report(what, f"{run.seconds:7.2f} s {run.processor_seconds:7.2f} s of processor "
               f"{run.megabytes:7.0f} MB",
               f"{BAR_SECONDS} s, {BAR_GIGABYTES} GB",
               run.seconds < BAR_SECONDS and run.megabytes < BAR_GIGABYTES * 1024)


if __name__ == "__main__":
    main()
