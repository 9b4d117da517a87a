#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "business/demand/forecasts/engine_run.h"
#include "business/demand/forecasts/forecast_month.h"

// What a forecast takes from the whole company and not from the series that it is about.
namespace bihuan::forecasts {

struct Learned {
    Repeats repeats;
    ProductMixes mixes;
};

/// What holds for a series, as JSON; the same numbers come back.
std::string learned_text(const Run& run, std::size_t series);

/// What the close of a month learned of the products, as it was kept with each; none by a close
/// that kept nothing. Needs a viewer of the whole company.
std::optional<Learned> learned_at(Session& session,
                                  Id<Scenario> scenario,
                                  Month month,
                                  std::span<const Id<Product>> products);

/// How nodes and products' sums are steadied.
struct Mixes {
    ProductMixes nodes;
    ProductMixes products;
};

/// Mixes at any origin, rehearsed when they are first asked for and remembered as long as the same
/// sales and plans are asked about. May be asked from several threads.
class MixMemory {
public:
    /// The basis names its content by its hash. Of its nodes every n-th is rehearsed.
    std::map<Month, Mixes> at(const ForecastBasis& basis,
                              std::size_t n,
                              std::span<const Month> origins);

private:
    std::mutex mutex_;
    std::string content_hash_;
    std::map<Month, Mixes> known_;
};

}  // namespace bihuan::forecasts
