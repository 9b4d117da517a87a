#!/usr/bin/env python3
"""Seconds and peak memory of an export of 400,000 rows of sell-out as xlsx, and as CSV beside it."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support import company_files as files  # noqa: E402
from support.measure import Run, fresh, made, report  # noqa: E402

ROWS = 400_000
BAR_SECONDS, BAR_MEGABYTES = 5, 200


def main():
    source = made("sell-out-400k.csv", lambda path: files.write_csv(
        path, files.sales(ROWS, seed=3), files.HEADERS))
    company = fresh("export.db")
    Run("import", "products", made("products.csv", files.products), "--company", company)
    Run("import", "outlets", made("outlets.csv", files.outlets), "--company", company)
    Run("import", "sell-out", source, "--company", company)
    for form in ("xlsx", "csv"):
        out = fresh(f"export.{form}")
        run = Run("export", "sell-out", "--format", form, "-o", out, "--company", company)
        report(f"export sell-out, {form}, {ROWS:,} rows",
               f"{run.seconds:7.2f} s {ROWS / run.seconds:>11,.0f} rows/s {run.megabytes:7.0f} MB "
               f"{run.processor_seconds:6.2f} s of processor "
               f"{out.stat().st_size / 1e6:6.1f} MB file",
               f"{BAR_SECONDS} s, {BAR_MEGABYTES} MB" if form == "xlsx" else "",
               run.seconds < BAR_SECONDS and run.megabytes < BAR_MEGABYTES)


if __name__ == "__main__":
    main()
