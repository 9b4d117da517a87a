#!/usr/bin/env python3
"""`bihuan check` of the closed large demo company. BIHUAN_BENCH_SIZE names another size."""
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.demo_company import closed_company  # noqa: E402
from support.measure import Run, report  # noqa: E402

BAR_SECONDS = 30
BAR_MEGABYTES = 500


def main():
    size = os.environ.get("BIHUAN_BENCH_SIZE", "large")
    run = Run("check", "--company", closed_company(size))
    report(f"check of the {size} company",
           f"{run.seconds:7.2f} s {run.processor_seconds:7.2f} s of processor "
           f"{run.megabytes:7.0f} MB", f"{BAR_SECONDS} s of processor, {BAR_MEGABYTES} MB",
           run.processor_seconds < BAR_SECONDS and run.megabytes < BAR_MEGABYTES)


if __name__ == "__main__":
    main()
