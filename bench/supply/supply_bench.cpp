#include <chrono>

#include <fmt/format.h>

#include "base/random.h"
#include "engine/allocation/allocation.h"
#include "engine/supply/example_company.h"
#include "engine/supply/supply.h"

// Plans and targets of invented companies: seconds, and how near to the proven bound.
namespace {

using namespace std::chrono;

double seconds_since(steady_clock::time_point start) {
    return duration<double>(steady_clock::now() - start).count();
}

void plan(const bihuan::supply::ExampleSize& size) {
    const auto problem = bihuan::supply::Problem::from(bihuan::supply::example_company(size, 7));
    const auto start = steady_clock::now();
    const auto outcome = bihuan::supply::plan_production(*problem, {});
    fmt::print("{:>8} {:>5} {:>7} {:>6.0f} % {:>8.2f} {:>10} {:>7.1f} % {:>9} {:>12}\n",
               size.products,
               size.lines,
               size.weeks + size.months,
               size.load * 100,
               seconds_since(start),
               bihuan::supply::status_name(outcome.status),
               outcome.gap * 100,
               outcome.shortages.size(),
               outcome.below_safety.size());
}

void allocate(std::size_t regions, std::size_t leaves_each, std::size_t products) {
    bihuan::Random random(7);
    bihuan::allocation::Problem::Parts parts;
    parts.nodes.push_back({});
    for (std::size_t region = 1; region <= regions; ++region) parts.nodes.push_back({.parent = 0});
    for (std::size_t leaf = 0; leaf < regions * leaves_each; ++leaf) {
        parts.nodes.push_back({.parent = 1 + leaf / leaves_each});
        auto& cells = parts.cells.emplace_back(products);
        for (auto& cell : cells) {
            cell.history = random.chance(0.3) ? 0 : random.uniform(0, 500);
            cell.potential = cell.history * random.uniform(0.5, 2);
        }
    }
    for (std::size_t i = 0; i < products; ++i) parts.product_totals.push_back(random.below(90000));
    const auto problem = bihuan::allocation::Problem::from(std::move(parts));
    const auto start = steady_clock::now();
    const auto outcome = bihuan::allocation::allocate(*problem);
    fmt::print("{:>8} {:>6} {:>9} {:>8.2f} {:>8}\n",
               regions,
               regions * leaves_each,
               products,
               seconds_since(start),
               outcome.status == bihuan::allocation::Status::Exact ? "exact" : "relaxed");
}

}  // namespace

int main() {
    fmt::print("Production plans with runs, batches, lead times, overtime and a last plan.\n");
    fmt::print("{:>8} {:>5} {:>7} {:>8} {:>8} {:>10} {:>9} {:>9} {:>12}\n",
               "products",
               "lines",
               "buckets",
               "load",
               "seconds",
               "status",
               "gap",
               "shortages",
               "below safety");
    plan({.products = 6, .lines = 1, .weeks = 4, .months = 2, .load = 0.9});
    for (const double load : {0.6, 0.85, 1.0})
        plan({.products = 500, .lines = 10, .weeks = 5, .months = 3, .load = load});
    fmt::print("\nTargets down a tree and across products.\n");
    fmt::print(
        "{:>8} {:>6} {:>9} {:>8} {:>8}\n", "regions", "leaves", "products", "seconds", "status");
    allocate(31, 10, 300);
    allocate(200, 5, 500);
}
