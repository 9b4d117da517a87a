#pragma once

#include <vector>

#include "business/demand/forecasts/forecast_month.h"
#include "business/demand/forecasts/forecast_view.h"
#include "business/demand/forecasts/learned.h"
#include "platform/database/database.h"

// The engine run again for what one page shows, at the close in view or at an earlier one. It sees
// the whole company's sales, as the close does; what leaves it is summed over what the viewer sees.
namespace bihuan::forecasts {

/// What is run again.
enum class RerunGrain : std::uint8_t {
    Nodes,    ///< The product's nodes with their kin, as a close does it.
    Product,  ///< The product's sum as one series: it has more than kMostRerunNodes.
    Total,    ///< All products' sum as one series, without prices.
};
std::string_view grain_name(RerunGrain grain);

inline constexpr std::size_t kMostRerunNodes = 1000;
/// Products whose sums are forecast beside the one asked for: all of a small company, of a large
/// one this many of the category.
inline constexpr std::size_t kMostProducts = 40;
inline constexpr std::size_t kMostKinProducts = 12;

struct RerunBasis {
    Scope scope;
    RerunGrain grain = RerunGrain::Nodes;
    bool whole = false;     ///< Whether `company` holds all products.
    ForecastBasis company;  ///< The product and products beside it; empty where that is not needed.
    ForecastBasis nodes;    ///< The series that are run.
    std::vector<std::size_t> shown;  ///< Which of them the scope and the viewer's eyes hold.
    std::optional<Learned> learned;  ///< By the close in view, from the whole company.
    std::int64_t seen_event = 0;     ///< The newest one when all this was read.

    /// Sales of what is shown; none outside of the history or where nothing was reported.
    std::optional<double> sold(Month month) const;
};

/// How much is read beside the nodes that are run.
enum class RerunBreadth : std::uint8_t {
    Close,   ///< As far as the forecast of the scope's month needs it, of which the close learned.
    Company  ///< What forecasts of earlier months have to learn from.
};

/// Up to the scope's month; the shown part is empty when nothing was ever sold there.
RerunBasis read_rerun_basis(Database& database,
                            const Viewer& viewer,
                            const Scope& scope,
                            RerunBreadth breadth);

/// How forecasts at these origins are steadied. Of a company too large to be rehearsed as a whole,
/// by how some nodes of the product and of those beside it were forecast.
std::map<Month, Mixes> mixes_at(const RerunBasis& basis,
                                std::span<const Month> origins,
                                MixMemory& memory);

/// One run at an origin, of basis.nodes. It knows nothing of the sales after the origin;
/// promotions, price lists and products are taken as they are registered now.
Run run_at(const RerunBasis& basis,
           Month origin,
           const ProductMixes& mixes,
           forecast::Detail detail,
           int threads);

/// The forecast rows that a close at an origin would store, of basis.nodes.
std::vector<ForecastRow> rows_at(const RerunBasis& basis,
                                 Month origin,
                                 const Mixes& mixes,
                                 int threads);

}  // namespace bihuan::forecasts
