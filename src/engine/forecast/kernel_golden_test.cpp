#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/forecast/intermittent.h"
#include "engine/forecast/kernel_season.h"
#include "engine/forecast/kernel_theta.h"
#include "engine/forecast/kernel_trend.h"
#include "engine/forecast/season.h"

// Numbers of others: tests/golden/forecast/smoothing/README.md says whose.
namespace bihuan::forecast {
namespace {

using V = Lanes<2>;

std::map<std::string, std::vector<double>> read_golden() {
    std::ifstream stream(BIHUAN_SOURCE_DIR "/tests/golden/forecast/smoothing/smoothing.txt");
    std::map<std::string, std::vector<double>> rows;
    for (std::string line; std::getline(stream, line);) {
        std::stringstream words(line);
        std::string name;
        words >> name;
        for (double value = 0; words >> value;) rows[name].push_back(value);
    }
    return rows;
}

struct Recorder {
    std::vector<double>* fitted;
    std::vector<double>* ahead;

    void fit(std::size_t, const V& value) const { fitted->push_back(value[0]); }
    void forecast(std::size_t, const V& value) const { ahead->push_back(value[0]); }
};

/// One golden case, its values in both lanes.
class Case {
public:
    explicit Case(const std::string& name) : name_(name), rows_(read_golden()) {
        for (const double value : row("values")) values_.push_back(all<V>(value));
    }

    const std::vector<double>& row(const std::string& part) const {
        return rows_.at(name_ + "." + part);
    }
    Track<V> track() const { return {values_.data(), values_.size(), row("forecast").size()}; }
    Recorder recorder() { return {&fitted_, &ahead_}; }

    template <std::size_t P>
    std::array<V, P> parameters() const {
        std::array<V, P> result;
        for (std::size_t p = 0; p < P; ++p) result[p] = all<V>(row("parameters").at(p));
        return result;
    }

    void expect_equal() const {
        ASSERT_EQ(fitted_.size(), row("fitted").size());
        const double margin = 1e-6 * std::abs(row("values").front());
        for (std::size_t t = 0; t < fitted_.size(); ++t) {
            EXPECT_NEAR(fitted_[t], row("fitted")[t], margin) << "t = " << t;
        }
        ASSERT_EQ(ahead_.size(), row("forecast").size());
        for (std::size_t h = 0; h < ahead_.size(); ++h) {
            EXPECT_NEAR(ahead_[h], row("forecast")[h], margin) << "h = " << h;
        }
    }

private:
    std::string name_;
    std::map<std::string, std::vector<double>> rows_;
    std::vector<V> values_;
    std::vector<double> fitted_, ahead_;
};

TEST(DampedTrend, FollowsEtsOfR) {
    Case golden("damped");
    const auto& start = golden.row("start");

    DampedTrendModel<V>::follow(golden.track(),
                                golden.parameters<3>(),
                                {all<V>(start[0]), all<V>(start[1])},
                                golden.recorder());

    golden.expect_equal();
}

template <SeasonKind Kind>
void follow_holt_winters(Case& golden) {
    const auto& start = golden.row("start");
    std::vector<V> indices;
    for (const double index : golden.row("season")) {
        indices.push_back(all<V>(Kind == SeasonKind::Additive ? index + 1 : index));
    }
    std::vector<V> ring(indices.size());
    const SeasonTrack<V> track{golden.track(),
                               indices.data(),
                               ring.data(),
                               indices.size(),
                               {all<V>(start[0]), all<V>(start[1])}};
    HoltWintersModel<V, Kind, true>::run(track, golden.parameters<4>(), golden.recorder());
    golden.expect_equal();
}

TEST(SeasonalTrend, FollowsEtsOfR) {
    Case golden("multiplicative");
    follow_holt_winters<SeasonKind::Multiplicative>(golden);
}

TEST(AdditiveSeasonal, FollowsEtsOfR) {
    Case golden("additive");
    follow_holt_winters<SeasonKind::Additive>(golden);
}

TEST(ComplexSmoothing, FollowsThePaper) {
    Case golden("complex");
    const auto& start = golden.row("start");

    ComplexSmoothingModel<V>::follow(golden.track(),
                                     golden.parameters<2>(),
                                     all<V>(start[0]),
                                     all<V>(start[1]),
                                     golden.recorder());

    golden.expect_equal();
}

TEST(DynamicTheta, FollowsThePaper) {
    Case golden("theta");
    const auto& start = golden.row("start");
    const Track<V> track = golden.track();
    std::vector<V> rows(2 * track.length + 2);
    const auto line = DynamicThetaModel<V>::draw(track, rows.data());

    DynamicThetaModel<V>::follow(track,
                                 line,
                                 golden.parameters<1>(),
                                 {all<V>(start[0]), all<V>(start[1]), V{}},
                                 golden.recorder());

    golden.expect_equal();
}

TEST(DynamicTheta, StartsWhereTheErrorIsLeast) {
    Case golden("theta");
    const Track<V> track = golden.track();
    std::vector<V> rows(2 * track.length + 2);
    const auto line = DynamicThetaModel<V>::draw(track, rows.data());
    const auto best = DynamicThetaModel<V>::project(track, line, golden.parameters<1>());
    const auto error_from = [&](double level, double weight) {
        std::vector<double> fitted;
        std::vector<double> ahead;
        DynamicThetaModel<V>::follow(track,
                                     line,
                                     golden.parameters<1>(),
                                     {all<V>(level), all<V>(weight), V{}},
                                     Recorder{&fitted, &ahead});
        double sum = 0;
        for (std::size_t t = 2; t < fitted.size(); ++t) {
            sum += (track.values[t][0] - fitted[t]) * (track.values[t][0] - fitted[t]);
        }
        return sum;
    };

    const double least = error_from(best.level[0], best.weight[0]);

    EXPECT_LE(least, error_from(best.level[0] + 0.05, best.weight[0]));
    EXPECT_LE(least, error_from(best.level[0] - 0.05, best.weight[0]));
    EXPECT_LE(least, error_from(best.level[0], std::max(best.weight[0] - 0.05, 0.0)));
}

// By hand: of two periods one has a sale, so the probability starts at 1/2 and the size at 5; no
// sale gives 0.5 · 0.8 = 0.4, the sale 0.4 + 0.2 · 0.6 = 0.52; the size stays 5.
TEST(Teunter, SmoothsProbabilityAndSizeApart) {
    EXPECT_NEAR(teunter_level(std::vector<double>{0, 5}), 0.52 * 5, 1e-12);
}

// Sales every second period: sums over two periods are all 4, so 2 per period.
TEST(Aggregate, SharesTheSumOut) {
    EXPECT_NEAR(aggregate_level(std::vector<double>{0, 4, 0, 4, 0, 4, 0, 4}), 2, 1e-12);
}

TEST(Season, IsFoundExactlyWithoutNoise) {
    std::vector<double> values;
    for (int year = 0; year < 5; ++year) {
        for (const double index : {0.5, 1.0, 1.5, 1.0}) values.push_back(200 * index);
    }

    const auto season = estimate_season(values, 4);

    EXPECT_NEAR(season.indices[0], 0.5, 1e-12);
    EXPECT_NEAR(season.indices[2], 1.5, 1e-12);
}

TEST(Season, TakesItsKinsWhenTooShort) {
    const std::vector<double> kin{0.5, 1.5, 1.0, 1.0};

    EXPECT_EQ(estimate_season(std::vector<double>{1, 2, 3, 4, 5}, 4, kin).indices, kin);
}

}  // namespace
}  // namespace bihuan::forecast
