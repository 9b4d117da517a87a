#include "orange_juice.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <limits>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/day.h"
#include "engine/forecast/forecast.h"

namespace bihuan::forecast_bench {

namespace {

/// The columns were chosen on the six months before these.
constexpr int kFirstMonth = 4;
constexpr int kLastMonth = 9;
constexpr double kDeepCut = 0.15;  ///< Of the logarithm of the price.
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

struct Week {
    double quantity = kNan;
    double price = kNan;  ///< logarithm
    double coupon = 0;
    double feature = 0;
};

/// All weeks of one product in one outlet.
using Track = std::vector<Week>;

struct Market {
    Day first_week;
    std::size_t weeks = 0;
    std::vector<std::string> own;
    std::vector<std::string> products;
    std::map<std::pair<std::string, std::string>, Track> tracks;  ///< outlet, product
    std::set<std::string> outlets;
};

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    std::stringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
    return cells;
}

std::vector<std::vector<std::string>> table_of(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    std::vector<std::vector<std::string>> rows;
    while (std::getline(stream, line)) rows.push_back(cells_of(line));
    return rows;
}

Market read_market(const std::filesystem::path& folder) {
    Market market;
    for (const auto& row : table_of(folder / "products.csv")) {
        market.products.push_back(row[0]);
        if (row[3] == "yes") market.own.push_back(row[0]);
    }
    const auto rows = table_of(folder / "sell_out.csv");
    Day first(2100, 1, 1);
    Day last(1900, 1, 1);
    for (const auto& row : rows) {
        const Day day = Day::parse(row[0]).value();
        first = std::min(first, day);
        last = std::max(last, day);
    }
    market.first_week = first.week();
    market.weeks = static_cast<std::size_t>((last.week() - market.first_week) / 7 + 1);
    for (const auto& row : rows) {
        const Day day = Day::parse(row[0]).value();
        const auto week = static_cast<std::size_t>((day.week() - market.first_week) / 7);
        Track& track = market.tracks[{row[1], row[2]}];
        track.resize(market.weeks);
        track[week] = {
            std::stod(row[3]), std::log(std::stod(row[5])), std::stod(row[6]), std::stod(row[7])};
        market.outlets.insert(row[1]);
    }
    return market;
}

/// A forecast of the weeks [origin, origin + horizon) of all products and outlets.
struct Round {
    std::size_t origin = 0;
    std::size_t horizon = 0;
    std::vector<std::vector<double>> values;
    std::vector<std::vector<double>> columns;
    std::vector<const Track*> tracks;
    std::vector<bool> own;
};

/// The price now against the usual price so far, which needs no look ahead.
double usual_price(const Track& track, std::size_t origin) {
    double sum = 0;
    double count = 0;
    for (std::size_t t = 0; t < origin; ++t) {
        if (std::isnan(track[t].price)) continue;
        sum += track[t].price;
        count += 1;
    }
    return count > 0 ? sum / count : kNan;
}

struct Rivals {
    double price = 0;    ///< Mean distance of their prices from their usual ones.
    double feature = 0;  ///< Share of them that is featured.
};

Rivals rivals_at(const Market& market,
                 const std::string& outlet,
                 const std::string& product,
                 std::size_t origin,
                 std::size_t t) {
    Rivals rivals;
    double prices = 0;
    for (const std::string& rival : market.products) {
        const auto found = market.tracks.find({outlet, rival});
        if (rival == product || found == market.tracks.end()) continue;
        const Week& week = found->second[t];
        rivals.feature += week.feature / static_cast<double>(market.products.size() - 1);
        const double usual = usual_price(found->second, origin);
        if (std::isnan(week.price) || std::isnan(usual)) continue;
        rivals.price += week.price - usual;
        prices += 1;
    }
    if (prices > 0) rivals.price /= prices;
    return rivals;
}

void add_columns(const Market& market,
                 const std::string& outlet,
                 const std::string& product,
                 const Round& round,
                 std::vector<double>& columns) {
    const std::size_t end = round.origin + round.horizon;
    const Track& own = market.tracks.at({outlet, product});
    const double usual = usual_price(own, round.origin);
    const auto put = [&](const auto& figure) {
        for (std::size_t t = 0; t < end; ++t) columns.push_back(figure(t));
    };
    const auto relative = [&](std::size_t t) {
        return std::isnan(own[t].price) ? 0 : own[t].price - usual;
    };
    put(relative);
    put([&](std::size_t t) { return own[t].coupon; });
    put([&](std::size_t t) { return own[t].feature; });
    put([&](std::size_t t) { return std::max(0.0, -relative(t) - kDeepCut); });
    put([&](std::size_t t) { return own[t].coupon * own[t].feature; });
    put([&](std::size_t t) { return rivals_at(market, outlet, product, round.origin, t).price; });
    put([&](std::size_t t) { return rivals_at(market, outlet, product, round.origin, t).feature; });
}

Round make_round(const Market& market, std::size_t origin, std::size_t horizon) {
    Round round{origin, horizon, {}, {}, {}, {}};
    for (const std::string& product : market.products) {
        const bool own =
            std::find(market.own.begin(), market.own.end(), product) != market.own.end();
        for (const std::string& outlet : market.outlets) {
            const auto found = market.tracks.find({outlet, product});
            if (found == market.tracks.end()) continue;
            std::vector<double> values;
            for (std::size_t t = 0; t < origin; ++t) values.push_back(found->second[t].quantity);
            std::vector<double> columns;
            add_columns(market, outlet, product, round, columns);
            round.values.push_back(std::move(values));
            round.columns.push_back(std::move(columns));
            round.tracks.push_back(&found->second);
            round.own.push_back(own);
        }
    }
    return round;
}

forecast::Problem problem_of(const Market& market, const Round& round) {
    using forecast::Layer;
    forecast::Problem problem;
    problem.frequency = forecast::Frequency::Weekly;
    problem.horizon = static_cast<int>(round.horizon);
    problem.regressors = {{"price", Layer::Price},
                          {"coupon", Layer::Promotion},
                          {"feature", Layer::Promotion},
                          {"deep_cut", Layer::Promotion},
                          {"coupon_feature", Layer::Promotion},
                          {"rival_price", Layer::Price},
                          {"rival_feature", Layer::Event}};
    for (std::size_t i = 0; i < round.values.size(); ++i) {
        forecast::Series series;
        series.values = round.values[i];
        series.regressors = round.columns[i];
        series.first_period = market.first_week.number();
        series.category = 1;  // all juices teach each other how shoppers react
        problem.series.push_back(series);
    }
    return problem;
}

}  // namespace

double orange_juice_wape(const std::filesystem::path& folder, int threads) {
    const Market market = read_market(folder);
    double error = 0;
    double total = 0;
    for (unsigned month = kFirstMonth; month <= kLastMonth; ++month) {
        const Month target(1992, month);
        const auto week_of = [&](Day day) {
            // A week belongs to the month of its Thursday, the day the file gives it.
            return static_cast<std::size_t>((day + 3 - market.first_week) / 7);
        };
        const std::size_t origin = week_of(target.first_day());
        const std::size_t end = std::min(week_of(target.end_day()), market.weeks);
        const Round round = make_round(market, origin, end - origin);
        const auto outcome = forecast::forecast(
            problem_of(market, round), {.threads = threads, .detail = forecast::Detail::Forecast});
        for (std::size_t i = 0; i < round.tracks.size(); ++i) {
            if (!round.own[i]) continue;
            double actual = 0;
            double expected = 0;
            for (std::size_t h = 0; h < round.horizon; ++h) {
                const double quantity = (*round.tracks[i])[origin + h].quantity;
                if (std::isnan(quantity)) continue;
                actual += quantity;
                expected += outcome.mean(i)[h];
            }
            error += std::abs(expected - actual);
            total += actual;
        }
    }
    return error / total;
}

}  // namespace bihuan::forecast_bench
