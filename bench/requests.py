#!/usr/bin/env python3
"""p50 and p95 of the heaviest pages' requests on the closed large demo company, with the viewer's
filter on: as a regional manager, who sees some regions, and as the general manager, who sees all.
BIHUAN_BENCH_SIZE names another size; BIHUAN_BENCH_ROUNDS how often each is asked."""
import os
import pathlib
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from support.demo_company import closed_company, facts_of  # noqa: E402
from support.measure import report  # noqa: E402
from support.served import Person, served  # noqa: E402

BAR_MILLISECONDS = 100
ROUNDS = int(os.environ.get("BIHUAN_BENCH_ROUNDS", "40"))


def next_month(month):
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"


def pages(person, month):
    """What each page asks for, with products and regions that the person sees."""
    target = next_month(month)
    products = person.get(f"/v1/products?filter[own]=true&limit={ROUNDS + 2}&sort=code")["items"]
    product = products[0]["id"]
    regions = person.get("/v1/regions?limit=200&sort=code")["items"]
    region = regions[0]["id"]
    above = {r["parent_id"] for r in regions}
    leaf = next(r["id"] for r in regions if r["id"] not in above)
    rerun = {}
    for what, words in (("anatomy", "taken apart"), ("hindsight", "in hindsight")):
        path = f"/v1/forecasts/{what}?month={month}&product_id="
        rerun[f"forecast: {words}"] = f"{path}{product}"
        rerun[f"forecast: {words}, one region"] = f"{path}{product}&region_id={leaf}"
        rerun[f"forecast: {words}, each time another product"] = [
            f"{path}{one['id']}" for one in products]
    return rerun | {
        "month: the ring": f"/v1/months/{month}",
        "forecast: all own products": f"/v1/forecasts?month={month}",
        "forecast: one product": f"/v1/forecasts?month={month}&product_id={product}",
        "forecast: one product, one region":
            f"/v1/forecasts?month={month}&product_id={product}&region_id={leaf}",
        "forecast: the table": f"/v1/forecast-table?month={month}&target_month={target}",
        "forecast: explained":
            f"/v1/explanations/forecast?month={month}&target_month={target}&product_id={product}",
        "forecast: accuracy": f"/v1/accuracy?month={month}",
        "targets: by region":
            f"/v1/targets?month={month}&target_month={target}&region_id={region}&by=region",
        "targets: by product":
            f"/v1/targets?month={month}&target_month={target}&region_id={region}&by=product",
        "production: the plan": f"/v1/production?month={month}",
        "production: one product": f"/v1/production/{product}?month={month}",
        "outlets: a page by name": "/v1/outlets?limit=50&sort=name",
        "outlets: searched": "/v1/outlets?limit=50&search=店",
        "outlets: as a workbook": "/v1/outlets/export",
        "search: everything": "/v1/search?q=cq",
    }


def measure(server, person, path):
    """Milliseconds of each round, sorted, and the server's processor time of one; the first two
    rounds fill caches and do not count. Of several paths each round asks the next one."""
    times, used = [], 0
    paths = [path] if isinstance(path, str) else path
    for i in range(ROUNDS + 2):
        begin = time.perf_counter()
        status, body, _ = person.send("GET", paths[i % len(paths)])
        times.append((time.perf_counter() - begin) * 1000)
        if status != 200:
            return status, 0, body
        if len(times) == 2:
            used = server.processor_milliseconds()
    return sorted(times[2:]), (server.processor_milliseconds() - used) / ROUNDS, body


def main():
    size = os.environ.get("BIHUAN_BENCH_SIZE", "large")
    facts = facts_of(size)
    with served(closed_company(size)) as server:
        for login in ("regional_manager", "general_manager"):
            person = Person(server.port, login, facts["password"])
            for name, path in pages(person, facts["last_month"]).items():
                times, processor, body = measure(server, person, path)
                if isinstance(times, int):
                    report(f"{login}: {name}", f"answered {times}: {body[:120]!r}")
                    continue
                middle, most = statistics.median(times), times[int(len(times) * 0.95)]
                report(f"{login}: {name}", f"p50 {middle:7.1f} ms  p95 {most:7.1f} ms "
                       f"processor {processor:6.1f} ms "
                       f"{len(body) / 1000:8.1f} kB", f"{BAR_MILLISECONDS} ms",
                       most < BAR_MILLISECONDS)


if __name__ == "__main__":
    main()
