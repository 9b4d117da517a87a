#pragma once

namespace bihuan::forecast {

/// What of a period's usual sales a holiday leaves, on which a shop closes or sells less.
struct OpenShare {
    double share = 1;
    double deviation = 0;  ///< Of the share, as far as it is not known.
};

/// A period with less tells nothing of what an open one would have sold.
inline constexpr double kMostlyClosed = 0.3;

}  // namespace bihuan::forecast
