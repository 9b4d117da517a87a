#include "business/demand/forecasts/rehearsals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "engine/forecast/history.h"
#include "engine/forecast/parallel.h"

namespace bihuan::forecasts {

namespace {

constexpr int kOrigins = 6;
constexpr std::size_t kYear = 12;
/// Of a company that knows no second year. Its engine has seen no season come back; most consumer
/// goods have one, and last year's month knows it.
constexpr double kYoungEngine = 0.25;
constexpr double kYoungLastYear = 0.65;

/// Which series the engine forecasts alone (steadying.h): goods of a season, and those that ended.
std::vector<bool> are_engines_alone(const SalesHistory& history) {
    std::vector<bool> alone(history.size());
    const forecast::Problem months{.season = kYear, .holidays = forecast::Holidays::China};
    for (std::size_t series = 0; series < history.size(); ++series) {
        std::vector<double> sold;
        for (std::size_t i = 0; i < history.months; ++i)
            sold.push_back(history.quantity(series, i));
        const forecast::Series one{.values = sold, .first_period = history.first.number()};
        const auto shape = forecast::find_shape(months, one);
        alone[series] = !shape.off_season.empty() || shape.festival ||
                        shape.status == forecast::Status::Delisted;
    }
    return alone;
}

/// What is believed of the members before they are rehearsed; no sum of 1.
Members beliefs_after(std::size_t months, const std::vector<PlainFigure>& figures) {
    Members beliefs;
    beliefs.fill(1);
    if (months >= 2 * kYear) return beliefs;
    beliefs.front() = kYoungEngine;
    for (std::size_t i = 0; i < figures.size(); ++i)
        beliefs[i + 1] = figures[i] == PlainFigure::LastYear ? kYoungLastYear
                                                             : 1 - kYoungEngine - kYoungLastYear;
    return beliefs;
}

}  // namespace

/// What was off, by lead, and at how many origins.
struct Rehearsals::Errors {
    std::array<ProductErrors, kRehearsedLeads> of_leads;
    std::array<std::size_t, kRehearsedLeads> origins{};
};

Rehearsals::Rehearsals(SalesHistory history, std::vector<PlainFigure> figures, Engine engine)
    : history_(std::move(history)), figures_(std::move(figures)), engine_(std::move(engine)) {}

bool Rehearsals::can_start_at(Month origin) const {
    const auto column = history_.column_of(origin);
    return column && *column + 1 >= kYear;
}

const std::vector<double>& Rehearsals::engine_at(const SalesHistory& known) {
    auto& figures = made_[known.month_at(known.months - 1)];
    if (figures.empty()) figures = engine_(known);
    return figures;
}

MixWeights Rehearsals::to_weights(const Members& members) const {
    MixWeights weights{.engine = members.front()};
    for (std::size_t i = 0; i < figures_.size(); ++i)
        weights.plain[static_cast<std::size_t>(figures_[i])] = members[i + 1];
    return weights;
}

void Rehearsals::prepare(std::span<const Month> origins) {
    std::set<Month> wanted;
    for (const auto origin : origins)
        for (int back = 1; back <= kOrigins; ++back)
            if (can_start_at(origin - back) && !made_.contains(origin - back))
                wanted.insert(origin - back);
    const std::vector<Month> months(wanted.begin(), wanted.end());
    std::vector<std::vector<double>> figures(months.size());
    forecast::parallel_for(months.size(), 0, [&](std::size_t i) {
        figures[i] = engine_(known_until(history_, months[i]));
    });
    for (std::size_t i = 0; i < months.size(); ++i) made_[months[i]] = std::move(figures[i]);
}

void Rehearsals::measure(Month origin, Month last, Errors& errors) {
    const auto known_then = known_until(history_, origin);
    const auto& engine = engine_at(known_then);
    const PlainFigures plain(known_then);
    const std::size_t known = known_then.months;
    const auto alone = are_engines_alone(known_then);
    const auto leads = std::min(kRehearsedLeads, static_cast<std::size_t>(last - origin));
    for (std::size_t lead = 0; lead < leads; ++lead) {
        ++errors.origins[lead];
        std::map<std::int64_t, Members> of_products;
        for (std::size_t series = 0; series < history_.size(); ++series) {
            if (alone[series]) continue;
            const double actual = history_.demand(series, known + lead);
            Members& members = of_products[history_.keys[series].product_id];
            members.front() += std::abs(actual - engine[series * kRehearsedLeads + lead]);
            for (std::size_t i = 0; i < figures_.size(); ++i)
                members.at(i + 1) += std::abs(actual - plain.at(figures_[i], series, lead));
        }
        for (const auto& [product, members] : of_products)
            errors.of_leads[lead][product].push_back(members);
    }
}

ProductMixes Rehearsals::mixes_at(Month origin) {
    ProductMixes mixes;
    if (!can_start_at(origin)) return mixes;
    Errors errors;
    for (int back = 1; back <= kOrigins && can_start_at(origin - back); ++back)
        measure(origin - back, origin, errors);
    const auto known = *history_.column_of(origin) + 1;
    if (errors.of_leads[0].empty() && known >= 2 * kYear) return mixes;
    std::array<MemberWeights, kRehearsedLeads> weights;
    for (std::size_t lead = 0; lead < kRehearsedLeads; ++lead) {
        const bool unknown = lead > 0 && errors.of_leads[lead].empty();
        weights[lead] = unknown ? weights[lead - 1]
                                : weigh_members({.errors = errors.of_leads[lead],
                                                 .members = 1 + figures_.size(),
                                                 .beliefs = beliefs_after(known, figures_),
                                                 .rehearsals = errors.origins[lead],
                                                 .overlap = static_cast<double>(lead + 1)});
        mixes.company[lead] = to_weights(weights[lead].company);
    }
    for (std::size_t lead = 0; lead < kRehearsedLeads; ++lead)
        for (const auto& [product, own] : weights[lead].own)
            mixes.own.try_emplace(product, mixes.company).first->second[lead] = to_weights(own);
    return mixes;
}

}  // namespace bihuan::forecasts
