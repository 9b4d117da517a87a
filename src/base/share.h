#pragma once

#include <compare>

#include "base/error.h"

namespace bihuan {

/// A part of a whole, in [0, 1]. Percent is a matter of display, not of the model.
class Share {
public:
    Share() = default;

    explicit Share(double value) : value_(value) { BIHUAN_CHECK(value >= 0 && value <= 1); }

    double value() const { return value_; }

    friend auto operator<=>(const Share&, const Share&) = default;

private:
    double value_ = 0;
};

}  // namespace bihuan
