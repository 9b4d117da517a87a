#pragma once

#include <vector>

namespace bihuan::forecast {

/// Takes each return, a value below 0, off the sales before it, the latest first; what no sale was
/// there for is dropped.
inline void net_returns(std::vector<double>& values) {
    for (std::size_t t = 0; t < values.size(); ++t) {
        if (!(values[t] < 0)) continue;
        double returned = -values[t];
        values[t] = 0;
        for (std::size_t at = t; at > 0 && returned > 0; --at) {
            if (!(values[at - 1] > 0)) continue;
            const double taken = returned < values[at - 1] ? returned : values[at - 1];
            values[at - 1] -= taken;
            returned -= taken;
        }
    }
}

}  // namespace bihuan::forecast
