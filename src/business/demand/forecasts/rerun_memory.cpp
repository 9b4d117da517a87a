#include "business/demand/forecasts/rerun_memory.h"

#include <algorithm>

#include "business/demand/forecasts/overrides.h"
#include "business/demand/forecasts/sales_events.h"
#include "business/demand/forecasts/scores.h"
#include "engine/forecast/parallel.h"

namespace bihuan::forecasts {

namespace {

constexpr std::size_t kMostKept = 1'000'000;  ///< Figures, 40 bytes each.

/// What hindsight looks at of a forecast row.
struct Figure {
    std::int64_t quantity = 0;
    std::int64_t low80 = 0;
    std::int64_t high80 = 0;
    std::int64_t low95 = 0;
    std::int64_t high95 = 0;
};

/// By lead and series.
std::vector<Figure> figures_of(std::span<const ForecastRow> rows) {
    std::vector<Figure> figures;
    for (const auto& row : rows)
        if (std::ranges::find(kLeads, row.target_month - row.month) != kLeads.end())
            figures.push_back({row.quantity, row.low80, row.high80, row.low95, row.high95});
    return figures;
}

std::vector<ForecastSum> shown_sums(const RerunBasis& basis,
                                    Month origin,
                                    std::span<const Figure> figures) {
    const auto& keys = basis.nodes.history.keys;
    std::vector<ForecastRow> rows;
    for (std::size_t lead = 0; lead < kLeads.size(); ++lead)
        for (const auto series : basis.shown) {
            const auto& figure = figures[lead * keys.size() + series];
            rows.push_back({.month = origin,
                            .target_month = origin + kLeads.at(lead),
                            .product_id = {keys[series].product_id},
                            .quantity = figure.quantity,
                            .level = figure.quantity,
                            .low80 = figure.low80,
                            .high80 = figure.high80,
                            .low95 = figure.low95,
                            .high95 = figure.high95});
        }
    return sum_rows(rows);
}

}  // namespace

struct RerunMemory::Reruns {
    std::int64_t seen_event = 0;
    std::string content_hash;  ///< Of the company.
    std::map<Month, std::vector<Figure>> figures;

    std::size_t count() const {
        std::size_t sum = 0;
        for (const auto& [origin, of_origin] : figures) sum += of_origin.size();
        return sum;
    }

    bool reach(std::span<const Month> origins) const {
        return std::ranges::all_of(origins, [&](Month origin) { return figures.contains(origin); });
    }
};

std::shared_ptr<const RerunMemory::Reruns> RerunMemory::known(const Key& key) {
    const std::scoped_lock lock(mutex_);
    const auto found = known_.find(key);
    return found == known_.end() ? nullptr : found->second;
}

void RerunMemory::keep(const Key& key, std::shared_ptr<const Reruns> reruns) {
    const std::scoped_lock lock(mutex_);
    std::erase(order_, key);
    order_.push_back(key);
    known_[key] = std::move(reruns);
    std::size_t count = 0;
    for (const auto& [one, figures] : known_) count += figures->count();
    while (count > kMostKept && order_.size() > 1) {
        count -= known_.at(order_.front())->count();
        known_.erase(order_.front());
        order_.erase(order_.begin());
    }
}

std::shared_ptr<const RerunMemory::Reruns> RerunMemory::made(const RerunBasis& basis,
                                                             std::span<const Month> origins) {
    auto reruns = std::make_shared<Reruns>();
    const auto former = known(key_of(basis));
    if (former && former->content_hash == basis.company.content_hash)
        reruns->figures = former->figures;
    reruns->seen_event = basis.seen_event;
    reruns->content_hash = basis.company.content_hash;
    std::vector<Month> missing;
    for (const auto origin : origins)
        if (!reruns->figures.contains(origin)) missing.push_back(origin);
    const auto mixes = mixes_at(basis, missing, mixes_);
    std::vector<std::vector<Figure>> figures(missing.size());
    forecast::parallel_for(missing.size(), 0, [&](std::size_t i) {
        figures[i] = figures_of(rows_at(basis, missing[i], mixes.at(missing[i]), 1));
    });
    for (std::size_t i = 0; i < missing.size(); ++i)
        reruns->figures[missing[i]] = std::move(figures[i]);
    return reruns;
}

/// What is known of the basis; none where other sales may have come since.
std::shared_ptr<const RerunMemory::Reruns> RerunMemory::known_of(Database& database,
                                                                 const Viewer& viewer,
                                                                 const RerunBasis& basis) {
    auto reruns = known(key_of(basis));
    if (!reruns || reruns->seen_event == basis.seen_event) return reruns;
    if (reruns->seen_event > basis.seen_event) return nullptr;  // of places that the basis lacks
    const bool changed = database.read(whole_company(viewer), [&](Session& session) {
        return sales_may_have_changed(session, reruns->seen_event);
    });
    if (changed) return nullptr;
    auto seen = std::make_shared<Reruns>(*reruns);
    seen->seen_event = basis.seen_event;
    return seen;
}

SumsByOrigin RerunMemory::sums_at(Database& database,
                                  const Viewer& viewer,
                                  RerunBasis& basis,
                                  std::span<const Month> origins) {
    // The sum of what a viewer sees of very many nodes is that viewer's own.
    const auto is_kept = [&] { return basis.grain == RerunGrain::Nodes; };
    auto reruns = is_kept() ? known_of(database, viewer, basis) : nullptr;
    if (!reruns || !reruns->reach(origins)) {
        if (is_kept() && basis.company.history.size() == 0)
            basis = read_rerun_basis(database, viewer, basis.scope, RerunBreadth::Company);
        reruns = made(basis, origins);
    }
    if (is_kept()) keep(key_of(basis), reruns);
    SumsByOrigin sums;
    for (const auto origin : origins)
        sums[origin] = shown_sums(basis, origin, reruns->figures.at(origin));
    return sums;
}

}  // namespace bihuan::forecasts
