#include "business/demand/forecasts/learned.h"

#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "business/demand/forecasts/coherence.h"
#include "business/demand/forecasts/forecast_rows.h"
#include "forecasts/queries.h"

namespace bihuan::forecasts {

namespace {

using nlohmann::json;

Repeats repeats_of(const json& learned) {
    const auto& repeats = learned.at("repeats");
    return {.coupon = repeats.at(0), .feature = repeats.at(1), .price = repeats.at(2)};
}

Mix mix_of(const json& mixed) {
    Mix mix;
    for (std::size_t lead = 0; lead < kRehearsedLeads; ++lead) {
        const auto& weights = mixed.at(lead);
        mix[lead].engine = weights.at(0);
        // An older close knew fewer plain figures.
        for (std::size_t i = 0; i + 1 < weights.size() && i < kPlainFigures.size(); ++i)
            mix[lead].plain[i] = weights.at(i + 1);
    }
    return mix;
}

/// As it stands with the product's first series.
std::optional<json> learned_of(Session& session,
                               Id<Scenario> scenario,
                               Month month,
                               Id<Product> product) {
    const auto first = session.query<ForecastSeries>(
        forecasts_queries::kLearnedOfProduct,
        {{"scenario_id", scenario}, {"month", month}, {"product_id", product}});
    if (first.empty()) return std::nullopt;
    const auto evidence = json::parse(first.front().evidence, nullptr, /*allow_exceptions=*/false);
    if (!evidence.is_object() || !evidence.contains("learned")) return std::nullopt;
    return evidence["learned"];
}

}  // namespace

std::string learned_text(const Run& run, std::size_t series) {
    const auto& repeats = run.repeats;
    const auto mix_text = [](const Mix& mix) {
        std::vector<std::string> leads;
        for (const auto& weights : mix)
            leads.push_back(fmt::format("[{},{}]", weights.engine, fmt::join(weights.plain, ",")));
        return fmt::format("[{}]", fmt::join(leads, ","));
    };
    const auto& own = run.mixes.at(series);
    std::string text = fmt::format(R"({{"repeats":[{},{},{}],"mix":{})",
                                   repeats.coupon,
                                   repeats.feature,
                                   repeats.price,
                                   mix_text(own));
    if (own != run.usual_mix) text += R"(,"usual":)" + mix_text(run.usual_mix);
    return text + "}";
}

std::optional<Learned> learned_at(Session& session,
                                  Id<Scenario> scenario,
                                  Month month,
                                  std::span<const Id<Product>> products) {
    std::optional<Learned> learned;
    for (const auto product : products) {
        const auto kept = learned_of(session, scenario, month, product);
        if (!kept) continue;
        const auto own = mix_of(kept->at("mix"));
        if (!learned) learned = Learned{.repeats = repeats_of(*kept)};
        learned->mixes.own[product.value] = own;
        // An older close mixed all products alike.
        learned->mixes.company = kept->contains("usual") ? mix_of(kept->at("usual")) : own;
    }
    return learned;
}

std::map<Month, Mixes> MixMemory::at(const ForecastBasis& basis,
                                     std::size_t n,
                                     std::span<const Month> origins) {
    const std::scoped_lock lock(mutex_);
    if (content_hash_ != basis.content_hash) known_.clear();
    content_hash_ = basis.content_hash;
    std::vector<Month> missing;
    for (const auto origin : origins)
        if (!known_.contains(origin)) missing.push_back(origin);
    if (!missing.empty()) {
        const ForecastOptions options{.threads = 1};
        const ForecastBasis sample{.history = every_nth(basis.history, n),
                                   .influences = basis.influences};
        auto of_nodes = rehearse_nodes(sample, options);
        auto of_products = rehearse_products(basis, options);
        of_nodes.prepare(missing);
        of_products.prepare(missing);
        for (const auto origin : missing)
            known_[origin] = {of_nodes.mixes_at(origin), of_products.mixes_at(origin)};
    }
    std::map<Month, Mixes> mixes;
    for (const auto origin : origins) mixes[origin] = known_.at(origin);
    return mixes;
}

}  // namespace bihuan::forecasts
