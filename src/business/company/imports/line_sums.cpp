#include "business/company/imports/line_sums.h"

#include <cmath>
#include <utility>

#include "base/checked.h"
#include "base/describe.h"

namespace bihuan::imports {

namespace {

bool fits(std::int64_t sum) {
    const auto most = static_cast<std::int64_t>(kMostFigure);
    return sum >= -most && sum <= most;
}

}  // namespace

std::size_t LineSums::KeyHash::operator()(const Key& key) const {
    constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;
    auto mixed = static_cast<std::uint64_t>(key.outlet) * kGolden;
    mixed = (mixed ^ static_cast<std::uint64_t>(key.product)) * kGolden;
    mixed = (mixed ^ static_cast<std::uint64_t>(key.day.number())) * kGolden;
    return mixed ^ (mixed >> 32U);
}

void LineSums::Mean::add(double value, std::int64_t quantity) {
    constexpr double kOfNothing = 1e-9;
    const double by = quantity == 0 ? kOfNothing : std::abs(static_cast<double>(quantity));
    weighted += value * by;
    weight += by;
}

std::optional<double> LineSums::Mean::value() const {
    if (weight == 0) return std::nullopt;
    return weighted / weight;
}

void LineSums::add_means(Sum& sum, const facts::FactRow& line) {
    const auto units = line.quantity.units;
    if (line.price) sum.price.add(static_cast<double>(line.price->minor), units);
    if (line.coupon) sum.coupon.add(*line.coupon, units);
    if (line.feature) sum.feature.add(*line.feature, units);
}

files::CellResult<void> LineSums::add(const facts::FactRow& line) {
    const Key key{
        .outlet = line.outlet_id.value, .product = line.product_id.value, .day = line.day};
    const auto [known, is_new] = by_key_.emplace(key, sums_.size());
    if (is_new) {
        add_means(sums_.emplace_back(Sum{.row = line}), line);
        return {};
    }
    auto& sum = sums_[known->second];
    const auto quantity = sum.row.quantity.units + line.quantity.units;
    const auto value = sum.row.value.minor + line.value.minor;
    if (!fits(quantity) || !fits(value))
        return tl::unexpected(files::CellFault{"number_too_large"});
    sum.row.quantity.units = quantity;
    sum.row.value.minor = value;
    if (sum.row.attributes != line.attributes) sum.row.attributes.clear();
    add_means(sum, line);
    ++added_up_;
    return {};
}

bool LineSums::next(facts::FactRow& sum) {
    if (next_ == sums_.size()) return false;
    auto& [row, price, coupon, feature] = sums_[next_++];
    if (const auto mean = price.value()) row.price = Money{checked_round(*mean, "a mean price")};
    row.coupon = coupon.value();
    row.feature = feature.value();
    sum = std::move(row);
    return true;
}

}  // namespace bihuan::imports
