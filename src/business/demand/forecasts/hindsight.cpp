#include "business/demand/forecasts/hindsight.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include <nlohmann/json.hpp>

#include "base/checked.h"
#include "business/demand/forecasts/scores.h"

namespace bihuan::forecasts {

namespace {

using nlohmann::json;

/// The engine needs something to look at: a history of two months at least.
bool can_forecast(const RerunBasis& basis, Month origin) {
    return !basis.shown.empty() && origin > basis.nodes.history.first;
}

std::vector<Month> origins_of(const RerunBasis& basis) {
    std::vector<Month> origins;
    const int oldest = kHindsightMonths - 1 + kLeads.back();
    for (int back = oldest; back >= kLeads.front(); --back)
        if (can_forecast(basis, basis.scope.month - back))
            origins.push_back(basis.scope.month - back);
    return origins;
}

/// What the closes of the real company froze, where there was one.
SumsByOrigin frozen_sums(Database& database,
                         const Viewer& viewer,
                         const RerunBasis& basis,
                         const std::vector<Month>& origins) {
    SumsByOrigin sums;
    database.read(viewer, [&](Session& session) {
        for (const auto origin : origins) {
            auto scope = basis.scope;
            scope.scenario = kRealScenario;
            scope.month = origin;
            auto found = sum_forecast(session, scope);
            if (!found.empty()) sums[origin] = std::move(found);
        }
        return 0;
    });
    return sums;
}

std::int64_t whole(double quantity) {
    return checked_round(quantity, "a forecast in hindsight");
}

HindsightFigure figure_of(const RerunBasis& basis, const ForecastSum& sum, int lead) {
    const auto& row = sum.row;
    const std::int64_t corrections = row.overridden();
    HindsightFigure figure{.month = sum.target_month, .lead = lead};
    const auto bound = [&](std::int64_t stored) {
        return std::max<std::int64_t>(0, stored - corrections);
    };
    figure.forecast = row.statistical();
    figure.low80 = bound(row.low80);
    figure.high80 = bound(row.high80);
    figure.low95 = bound(row.low95);
    figure.high95 = bound(row.high95);
    const auto sold = [&](Month month) {
        const auto quantity = basis.sold(month);
        return quantity ? std::optional(whole(*quantity)) : std::nullopt;
    };
    figure.actual = sold(figure.month).value_or(0);
    figure.naive = sold(figure.origin());
    figure.seasonal_naive = sold(figure.month - 12);
    return figure;
}

json figure_json(const HindsightFigure& figure) {
    const auto maybe = [](const std::optional<std::int64_t>& number) {
        return number ? json(*number) : json();
    };
    return {{"month", to_string(figure.month)},
            {"lead", figure.lead},
            {"origin", to_string(figure.origin())},
            {"source", figure.closed ? "close" : "rerun"},
            {"forecast", figure.forecast},
            {"low80", figure.low80},
            {"high80", figure.high80},
            {"low95", figure.low95},
            {"high95", figure.high95},
            {"published", maybe(figure.published)},
            {"actual", figure.actual},
            {"naive", maybe(figure.naive)},
            {"seasonal_naive", maybe(figure.seasonal_naive)}};
}

std::optional<std::int64_t> engine(const HindsightFigure& one) {
    return one.forecast;
}
std::optional<std::int64_t> published(const HindsightFigure& one) {
    return one.published;
}
std::optional<std::int64_t> naive(const HindsightFigure& one) {
    return one.naive;
}
std::optional<std::int64_t> seasonal_naive(const HindsightFigure& one) {
    return one.seasonal_naive;
}

json score_json(const std::vector<HindsightFigure>& figures, int lead) {
    const auto told = [&](const HindsightScore& score) {
        return json{{"months", score.months},
                    {"wape", score.wape ? json(*score.wape) : json()},
                    {"bias", score.bias ? json(*score.bias) : json()}};
    };
    int months = 0;
    int within80 = 0;
    int within95 = 0;
    for (const auto& one : figures) {
        if (one.lead != lead) continue;
        ++months;
        within80 += one.low80 <= one.actual && one.actual <= one.high80 ? 1 : 0;
        within95 += one.low95 <= one.actual && one.actual <= one.high95 ? 1 : 0;
    }
    return {{"lead", lead},
            {"months", months},
            {"within80", within80},
            {"within95", within95},
            {"engine", told(hindsight_score(figures, lead, engine))},
            {"published", told(hindsight_score(figures, lead, published))},
            {"naive", told(hindsight_score(figures, lead, naive))},
            {"seasonal_naive", told(hindsight_score(figures, lead, seasonal_naive))}};
}

struct Aim {
    Month month;
    int lead;
};

/// Of the close if there was one, else of the run made again; none when neither reaches the month.
std::optional<HindsightFigure> figure_at(const RerunBasis& basis,
                                         const SumsByOrigin& frozen,
                                         const SumsByOrigin& made,
                                         Aim aim) {
    const auto closed = frozen.find(aim.month - aim.lead);
    const auto rerun = made.find(aim.month - aim.lead);
    if (closed == frozen.end() && rerun == made.end()) return std::nullopt;
    const auto& sums = closed != frozen.end() ? closed->second : rerun->second;
    const auto sum = std::ranges::find(sums, aim.month, &ForecastSum::target_month);
    if (sum == sums.end()) return std::nullopt;
    auto figure = figure_of(basis, *sum, aim.lead);
    figure.closed = closed != frozen.end();
    if (figure.closed) figure.published = sum->row.quantity;
    return figure;
}

}  // namespace

std::vector<HindsightFigure> hindsight_of(Database& database,
                                          const Viewer& viewer,
                                          RerunBasis& basis,
                                          RerunMemory& memory) {
    const auto origins = origins_of(basis);
    const auto frozen = frozen_sums(database, viewer, basis, origins);
    std::vector<Month> missing;
    std::ranges::copy_if(origins, std::back_inserter(missing), [&](Month origin) {
        return !frozen.contains(origin);
    });
    const auto made =
        missing.empty() ? SumsByOrigin() : memory.sums_at(database, viewer, basis, missing);
    std::vector<HindsightFigure> figures;
    for (int back = kHindsightMonths - 1; back >= 0; --back) {
        const Month month = basis.scope.month - back;
        if (!basis.sold(month)) continue;
        for (const int lead : kLeads)
            if (auto figure = figure_at(basis, frozen, made, {month, lead}))
                figures.push_back(*figure);
    }
    return figures;
}

HindsightScore hindsight_score(std::span<const HindsightFigure> figures,
                               int lead,
                               std::optional<std::int64_t> (*forecast)(const HindsightFigure&)) {
    double absolute = 0;
    double difference = 0;
    double actual = 0;
    int months = 0;
    for (const auto& one : figures) {
        const auto said = forecast(one);
        if (one.lead != lead || !said) continue;
        const auto error = static_cast<double>(*said - one.actual);
        absolute += std::abs(error);
        difference += error;
        actual += static_cast<double>(one.actual);
        ++months;
    }
    if (actual <= 0) return {.months = months};
    return {months, absolute / actual, difference / actual};
}

json hindsight_json(const RerunBasis& basis, const std::vector<HindsightFigure>& figures) {
    json months = json::array();
    for (const auto& figure : figures) months.push_back(figure_json(figure));
    json scores = json::array();
    for (const int lead : kLeads) scores.push_back(score_json(figures, lead));
    return {{"grain", grain_name(basis.grain)},
            {"series", basis.shown.size()},
            {"months", std::move(months)},
            {"scores", std::move(scores)}};
}

}  // namespace bihuan::forecasts
