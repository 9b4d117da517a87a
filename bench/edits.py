#!/usr/bin/env python3
"""Seconds of a planner's edit of one index of one product on the closed large demo company: saved
through the server, and the month's close after it, which has to do anew only what rests on it.
BIHUAN_BENCH_SIZE names another size."""
import json
import os
import pathlib
import shutil
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.demo_company import closed_company, facts_of  # noqa: E402
from support.measure import Run, fresh, report  # noqa: E402
from support.served import Person, served  # noqa: E402

BAR_SECONDS = 1


def next_month(month):
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"


def edit(company, month, password):
    """Seconds until the edit is saved; the forecast's figures are then changed."""
    with served(company) as server:
        person = Person(server.port, "marketing_manager", password)
        product = person.get("/v1/products?filter[own]=true&limit=1&sort=code")["items"][0]["id"]
        change = {"month": month, "target_month": next_month(month), "product_id": product,
                  "layer": "index_edit", "edited_index": "festival", "factor": 1.1,
                  "reason": "The festival falls into the holidays."}
        begin = time.perf_counter()
        status, body, _ = person.send("POST", "/v1/overrides", json.dumps(change))
        seconds = time.perf_counter() - begin
        if status != 201:
            sys.exit(f"The edit was answered {status}: {body[:300]!r}")
        return seconds


def main():
    size = os.environ.get("BIHUAN_BENCH_SIZE", "large")
    facts = facts_of(size)
    month = facts["last_month"]
    company = fresh(f"edited-{size}.db")
    shutil.copyfile(closed_company(size), company)
    seconds = edit(company, month, facts["password"])
    report(f"one index edited, {size} demo company", f"{seconds:7.2f} s", f"{BAR_SECONDS} s",
           seconds < BAR_SECONDS)
    run = Run("close", month, "--json", "--company", company)
    steps = json.loads(run.output)["steps"]
    by_step = {step["step"]: step["seconds"] for step in steps if not step["skipped"]}
    until = sum(s["seconds"] for s in steps[:3])
    report("  the forecast that rests on it", f"{until:7.2f} s", f"{BAR_SECONDS} s",
           until < BAR_SECONDS and "forecast" not in by_step)
    report("  the close after it", f"{run.seconds:7.2f} s {run.processor_seconds:7.2f} s of "
           f"processor; " + ", ".join(f"{step} {s:.2f}" for step, s in by_step.items()))


if __name__ == "__main__":
    main()
