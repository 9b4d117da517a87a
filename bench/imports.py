#!/usr/bin/env python3
"""Rows per second of `bihuan import sell-out`: 1,000,000 rows of CSV, one in a hundred wrong, and
200,000 rows of xlsx; each into a company that knows the products and outlets and nothing else.
A second import of the same file shows what finding out that nothing changed costs."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support import company_files as files  # noqa: E402
from support.measure import Run, fresh, made, report  # noqa: E402

BAR_SECONDS = 15


def company(name):
    path = fresh(name)
    Run("import", "products", made("products.csv", files.products), "--company", path)
    Run("import", "outlets", made("outlets.csv", files.outlets), "--company", path)
    return path


def measure(what, file, rows, path, bar=True):
    # Bad rows are reported and left out: that is no failure of the import.
    run = Run("import", "sell-out", file, "--company", path, expect=(0, 2))
    report(what, f"{run.seconds:7.2f} s {rows / run.seconds:>11,.0f} rows/s {run.megabytes:7.0f} MB "
           f"{run.processor_seconds:7.2f} s of processor",
           f"{BAR_SECONDS} s" if bar else "", run.seconds < BAR_SECONDS)


def main():
    million = made("sell-out-1m.csv", lambda path: files.write_csv(
        path, files.sales(1_000_000, bad_share=0.01), files.HEADERS))
    workbook = made("sell-out-200k.xlsx", lambda path: files.write_xlsx(
        path, files.sales(200_000, seed=2), files.HEADERS))
    path = company("import-csv.db")
    measure("import sell-out, CSV, 1,000,000 rows", million, 1_000_000, path)
    measure("  the same file again", million, 1_000_000, path, bar=False)
    path = company("import-xlsx.db")
    measure("import sell-out, xlsx, 200,000 rows", workbook, 200_000, path)


if __name__ == "__main__":
    main()
