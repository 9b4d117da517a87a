#include <algorithm>
#include <cmath>

#include "engine/numeric/normal_quantile.h"
#include "engine/supply/supply.h"

namespace bihuan::supply {

namespace {

/// Variance of demand over `days` from the start of a bucket on, in units².
double variance_ahead(const Problem::Parts& problem,
                      const Product& product,
                      std::size_t bucket,
                      double days) {
    double variance = 0;
    for (; days > 0; ++bucket) {
        const auto at = std::min(bucket, problem.buckets.size() - 1);
        const double length = problem.buckets[at].days;
        const double deviation = product.demand_deviation[at];
        const bool beyond = bucket >= problem.buckets.size();
        const double taken = beyond ? days : std::min(days, length);
        variance += deviation * deviation * taken / length;
        days -= taken;
    }
    return variance;
}

}  // namespace

std::vector<std::int64_t> safety_stocks(const Problem::Parts& problem, const Product& product) {
    std::vector<std::int64_t> result(problem.buckets.size() + 1, product.safety_stock.value_or(0));
    if (product.safety_stock || product.demand_deviation.empty()) {
        return result;
    }
    const double z =
        numeric::normal_quantile(product.service_level.value_or(problem.service_level));
    const double days = product.lead_time_days + problem.review_days;
    for (std::size_t bucket = 0; bucket < result.size(); ++bucket) {
        const double units = z * std::sqrt(variance_ahead(problem, product, bucket, days));
        result[bucket] = static_cast<std::int64_t>(std::ceil(units - 1e-9));
    }
    return result;
}

}  // namespace bihuan::supply
