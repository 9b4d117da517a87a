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

/// Which series are goods of a season: the engine forecasts them alone (steadying.h).
std::vector<bool> have_off_season(const SalesHistory& history) {
    std::vector<bool> seasonal(history.size());
    for (std::size_t series = 0; series < history.size(); ++series) {
        std::vector<double> sold;
        for (std::size_t i = 0; i < history.months; ++i)
            sold.push_back(history.quantity(series, i));
        const forecast::Series one{.values = sold};
        seasonal[series] =
            !forecast::find_shape(one, forecast::Frequency::Monthly, kYear).off_season.empty();
    }
    return seasonal;
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

/// What was off, by lead.
struct Rehearsals::Errors {
    std::array<ProductErrors, kRehearsedLeads> of_leads;
    std::array<std::size_t, kRehearsedLeads> origins{};

    /// Takes the forecasts of a series by each member at the lead's newest origin.
    auto adder(std::size_t lead, std::int64_t product, double actual) {
        auto& rehearsals = of_leads[lead][product];
        rehearsals.resize(origins[lead]);
        return [&of_members = rehearsals.back(), actual](double forecast, std::size_t member) {
            of_members[member] += std::abs(actual - forecast);
        };
    }
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
    const auto seasonal = have_off_season(known_then);
    const auto leads = std::min(kRehearsedLeads, static_cast<std::size_t>(last - origin));
    for (std::size_t lead = 0; lead < leads; ++lead) {
        ++errors.origins[lead];
        for (std::size_t series = 0; series < history_.size(); ++series) {
            if (seasonal[series]) continue;
            const double actual = history_.demand(series, known + lead);
            const auto add = errors.adder(lead, history_.keys[series].product_id, actual);
            add(engine[series * kRehearsedLeads + lead], 0);
            for (std::size_t i = 0; i < figures_.size(); ++i)
                add(plain.at(figures_[i], series, lead), i + 1);
        }
    }
}

ProductMixes Rehearsals::mixes_at(Month origin) {
    ProductMixes mixes;
    if (!can_start_at(origin)) return mixes;
    Errors errors;
    for (int back = 1; back <= kOrigins && can_start_at(origin - back); ++back)
        measure(origin - back, origin, errors);
    const auto beliefs = beliefs_after(*history_.column_of(origin) + 1, figures_);
    for (std::size_t lead = 0; lead < kRehearsedLeads; ++lead) {
        if (lead > 0 && errors.origins[lead] == 0) {
            mixes.company[lead] = mixes.company[lead - 1];
            for (auto& [product, mix] : mixes.own) mix[lead] = mix[lead - 1];
            continue;
        }
        const auto origins = static_cast<double>(errors.origins[lead]);
        const MemberEvidence evidence{.errors = errors.of_leads[lead],
                                      .members = 1 + figures_.size(),
                                      .beliefs = beliefs,
                                      .of_product = origins / static_cast<double>(lead + 1)};
        const auto weights = weigh_members(evidence);
        mixes.company[lead] = to_weights(weights.company);
        for (const auto& [product, rehearsals] : evidence.errors) {
            const auto own = weights.own.find(product);
            mixes.own[product][lead] =
                own == weights.own.end() ? mixes.company[lead] : to_weights(own->second);
        }
    }
    return mixes;
}

}  // namespace bihuan::forecasts
