#include "business/demand/forecasts/rehearsals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <unordered_map>

#include "business/demand/forecasts/plain_figures.h"
#include "engine/forecast/parallel.h"

namespace bihuan::forecasts {

namespace {

constexpr int kOrigins = 6;
constexpr std::size_t kFewestOrigins = 2;
constexpr std::size_t kYear = 12;
constexpr std::size_t kMembers = 3;  ///< In the order of MixWeights.

using Members = std::array<double, kMembers>;

/// Kish's effective number of equal groups.
double effective_groups(const std::unordered_map<std::int64_t, double>& sizes) {
    double sum = 0;
    double squares = 0;
    for (const auto& [group, size] : sizes) {
        sum += size;
        squares += size * size;
    }
    return squares > 0 ? sum * sum / squares : 0;
}

}  // namespace

/// Σ|actual − forecast| by lead.
struct Rehearsals::Errors {
    std::array<Members, kRehearsedLeads> of_members{};
    std::array<std::size_t, kRehearsedLeads> origins{};
    /// Of the engine and the plain figures together, by product.
    std::unordered_map<std::int64_t, double> of_products;

    void add(std::size_t lead, std::int64_t product, double actual, const Members& figures) {
        for (std::size_t member = 0; member < kMembers; ++member) {
            const double error = std::abs(actual - figures[member]);
            of_members[lead][member] += error;
            of_products[product] += error;
        }
    }
};

Rehearsals::Rehearsals(SalesHistory history, Engine engine)
    : history_(std::move(history)), engine_(std::move(engine)) {}

bool Rehearsals::can_start_at(Month origin) const {
    const auto column = history_.column_of(origin);
    return column && *column >= kYear;
}

const std::vector<double>& Rehearsals::engine_at(const SalesHistory& known) {
    auto& figures = made_[known.month_at(known.months - 1)];
    if (figures.empty()) figures = engine_(known);
    return figures;
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
    const auto leads = std::min(kRehearsedLeads, static_cast<std::size_t>(last - origin));
    for (std::size_t lead = 0; lead < leads; ++lead) {
        ++errors.origins[lead];
        for (std::size_t series = 0; series < history_.size(); ++series) {
            const double actual = history_.quantity(series, known + lead);
            const Members figures{engine[series * kRehearsedLeads + lead],
                                  plain.year_mean(series),
                                  plain.last_year(series, lead)};
            errors.add(lead, history_.keys[series].product_id, actual, figures);
        }
    }
}

Mix Rehearsals::mix_at(Month origin) {
    Errors errors;
    for (int back = 1; back <= kOrigins && can_start_at(origin - back); ++back)
        measure(origin - back, origin, errors);
    Mix mix;
    const double groups = effective_groups(errors.of_products);
    if (errors.origins[0] < kFewestOrigins || groups == 0) return mix;
    for (std::size_t lead = 0; lead < kRehearsedLeads; ++lead) {
        if (errors.origins[lead] == 0) {
            mix[lead] = mix[lead - 1];
            continue;
        }
        const double independent =
            groups * static_cast<double>(errors.origins[lead]) / static_cast<double>(lead + 1);
        Members worth = errors.of_members[lead];
        const double least = *std::ranges::min_element(worth);
        double sum = 0;
        for (double& error : worth) {
            error = error > 0 ? std::pow(least / error, independent) : 1;
            sum += error;
        }
        mix[lead] = {worth[0] / sum, worth[1] / sum, worth[2] / sum};
    }
    return mix;
}

}  // namespace bihuan::forecasts
