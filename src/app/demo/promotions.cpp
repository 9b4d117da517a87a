#include "app/demo/promotions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "app/demo/places.h"
#include "app/demo/scale.h"
#include "base/calendar.h"

namespace bihuan::demo {

namespace {

double lift_of(std::string_view mechanic, double depth) {
    if (mechanic == "price_cut") {
        return std::exp(2.6 * depth) - 1;
    }
    if (mechanic == "coupon" || mechanic == "bundle") {
        return std::exp(1.9 * depth) - 1;
    }
    return mechanic == "display" ? 0.28 : 0.18;
}

/// A promotion that comes back each year.
struct Yearly {
    std::string_view code;
    std::string_view name;
    std::string_view mechanic;
    double depth;
    bool online;
    std::span<const Taste> tastes;
    Day (*anchor)(int year);
    int from;  ///< Days from the anchor.
    int to;
};

constexpr std::array kFeast{Taste::Juice, Taste::Snack, Taste::Biscuit, Taste::Gift};
constexpr std::array kTreat{Taste::Juice, Taste::Snack};
constexpr std::array kDrink{Taste::Water, Taste::Tea};
constexpr std::array kReunion{Taste::Biscuit, Taste::Gift};
constexpr std::array kTravel{Taste::Water, Taste::Tea, Taste::Juice, Taste::Snack};
constexpr std::array kOnlineSale{
    Taste::Water, Taste::Tea, Taste::Juice, Taste::Snack, Taste::Biscuit, Taste::Household};

constexpr Day first_of_july(int year) {
    return {year, 7, 1};
}

// clang-format off
constexpr std::array<Yearly, 9> kYearly{{
    {"NHJ", "年货节", "price_cut", 0.15, false, kFeast, &spring_festival, -28, -4},
    {"YX", "元宵尝鲜", "gift", 0.05, false, kTreat, &lantern_festival, -6, 1},
    {"WY", "五一畅饮", "bundle", 0.12, false, kDrink, &labour_day, -6, 4},
    {"618", "6·18 年中大促", "coupon", 0.25, true, kOnlineSale, &mid_year_sale, -14, 2},
    {"BY", "夏日冰饮节", "display", 0.08, false, kDrink, &first_of_july, 2, 22},
    {"ZQ", "中秋团圆季", "price_cut", 0.12, false, kReunion, &mid_autumn, -24, -1},
    {"GQ", "国庆黄金周", "bundle", 0.10, false, kTravel, &national_day, -4, 6},
    {"1111", "双十一狂欢", "coupon", 0.30, true, kOnlineSale, &singles_day, -14, 0},
    {"1212", "双十二返场", "coupon", 0.18, true, kOnlineSale, &year_end_sale, -4, 0},
}};
// clang-format on

/// The best sellers of an own line that the market already knows.
std::vector<int> best_of(const Assortment& assortment, int line, int count) {
    std::vector<int> found;
    for (std::size_t i = 0; i < assortment.own && std::ssize(found) < count; ++i) {
        const auto& product = assortment.products[i];
        if (product.line == line && product.career != Career::Launched) {
            found.push_back(static_cast<int>(i));
        }
    }
    return found;
}

int own_lines(const Assortment& assortment) {
    int lines = 0;
    for (std::size_t i = 0; i < assortment.own; ++i) {
        lines = std::max(lines, assortment.products[i].line + 1);
    }
    return lines;
}

DemoPromotion national(const Assortment& assortment, const Yearly& event, int year) {
    DemoPromotion made;
    made.code = fmt::format("P{}-{}", year, event.code);
    made.name = fmt::format("{}年{}", year, event.name);
    made.mechanic = event.mechanic;
    made.depth = event.depth;
    made.lift = lift_of(event.mechanic, event.depth);
    made.first = event.anchor(year) + event.from;
    made.last = event.anchor(year) + event.to;
    if (event.online) {
        made.channels = {kOnline};
    }
    for (int line = 0; line < own_lines(assortment); ++line) {
        const auto taste = assortment.lines[static_cast<std::size_t>(line)].taste;
        if (std::find(event.tastes.begin(), event.tastes.end(), taste) != event.tastes.end()) {
            const auto best = best_of(assortment, line, 3);
            made.products.insert(made.products.end(), best.begin(), best.end());
        }
    }
    return made;
}

DemoPromotion regional(const Assortment& assortment, Month month, Random& random, int number) {
    constexpr std::array<std::string_view, 5> kMechanics{
        "price_cut", "bundle", "display", "gift", "feature"};
    constexpr std::array<std::string_view, 5> kWords{
        "区域特价", "买赠组合", "堆头陈列", "赠品促销", "海报推荐"};
    const auto kind = static_cast<std::size_t>(random.below(5));
    const int line = static_cast<int>(random.below(own_lines(assortment)));
    const int zone = static_cast<int>(random.below(std::ssize(zones())));
    DemoPromotion made;
    made.code = fmt::format("R{}-{:02}", to_string(month), number);
    made.name = fmt::format("{} {}{}",
                            zones()[static_cast<std::size_t>(zone)].name,
                            assortment.lines[static_cast<std::size_t>(line)].name,
                            kWords.at(kind));
    made.mechanic = kMechanics.at(kind);
    made.depth = std::round(random.uniform(0.08, 0.24) * 100) / 100;
    made.lift = lift_of(made.mechanic, made.depth) * random.uniform(0.5, 1.3);
    made.first = month.first_day() + static_cast<int>(random.below(14));
    made.last = made.first + 9 + static_cast<int>(random.below(6));
    made.zones = {zone};
    made.channels = {0, 1};
    made.products = best_of(assortment, line, 2);
    return made;
}

}  // namespace

bool DemoPromotion::reaches(Market market) const {
    const auto holds = [](const std::vector<int>& list, int value) {
        return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
    };
    return holds(zones, market.zone) && holds(channels, market.channel);
}

std::vector<DemoPromotion> make_promotions(const Assortment& assortment,
                                           Month first,
                                           Month end,
                                           std::uint64_t seed) {
    constexpr std::uint64_t kStream = 102;
    constexpr int kRegionalPerMonth = 3;
    Random random(seed, kStream);
    std::vector<DemoPromotion> made;
    for (int year = first.year(); year <= end.year(); ++year) {
        for (const auto& event : kYearly) {
            made.push_back(national(assortment, event, year));
        }
    }
    for (Month month = first; month < end; month = month + 1) {
        for (int number = 1; number <= kRegionalPerMonth; ++number) {
            made.push_back(regional(assortment, month, random, number));
        }
    }
    std::erase_if(made, [&](const DemoPromotion& promotion) {
        return promotion.products.empty() || promotion.last < first.first_day() ||
               promotion.first >= end.first_day();
    });
    std::stable_sort(
        made.begin(), made.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return made;
}

}  // namespace bihuan::demo
