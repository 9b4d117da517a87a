#pragma once

#include <array>
#include <cstddef>
#include <map>

#include "base/describe.h"

namespace bihuan {

/// Forecasts that anyone could make by hand (plain_figures.h).
enum class PlainFigure : std::uint8_t { YearMean, LastYear, AroundLastYear };
template <>
inline constexpr std::array<std::string_view, 3> kChoices<PlainFigure>{
    "year_mean", "last_year", "around_last_year"};

namespace forecasts {

inline constexpr std::array kPlainFigures{
    PlainFigure::YearMean, PlainFigure::LastYear, PlainFigure::AroundLastYear};

/// Shares of a forecast mixed from the engine's and the plain figures; they sum to 1.
struct MixWeights {
    double engine = 1;
    std::array<double, kPlainFigures.size()> plain{};

    double of(PlainFigure figure) const { return plain[static_cast<std::size_t>(figure)]; }

    friend bool operator==(const MixWeights&, const MixWeights&) = default;
};

inline constexpr std::size_t kRehearsedLeads = 3;
/// By months ahead, the first being the next month; beyond the third the third's hold.
using Mix = std::array<MixWeights, kRehearsedLeads>;

/// What a company's forecasts are mixed from.
struct ProductMixes {
    Mix company;                      ///< Of every product without a mix of its own.
    std::map<std::int64_t, Mix> own;  ///< By product.

    const Mix& of(std::int64_t product) const {
        const auto found = own.find(product);
        return found == own.end() ? company : found->second;
    }

    friend bool operator==(const ProductMixes&, const ProductMixes&) = default;
};

}  // namespace forecasts
}  // namespace bihuan
