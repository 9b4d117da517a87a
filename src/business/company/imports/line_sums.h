#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "business/sales/facts/facts.h"
#include "platform/files/cell_values.h"

namespace bihuan::imports {

/// Lines of one day, outlet and product made one figure, as a till's export has one line for each
/// receipt. Quantities and values add up; prices and shares are the mean by quantity of the lines
/// that state them; other columns stay where all lines say the same. In memory: some 200 bytes for
/// each key.
class LineSums {
public:
    /// Fault "number_too_large" when a sum is beyond what a figure may be; then nothing is added.
    files::CellResult<void> add(const facts::FactRow& line);

    /// The sums in the order of their first lines, each once; false behind the last.
    bool next(facts::FactRow& sum);
    /// Lines that were added to an earlier one.
    std::int64_t added_up() const { return added_up_; }

private:
    struct Key {
        std::int64_t outlet = 0;
        std::int64_t product = 0;
        Day day;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const;
    };
    /// A mean by quantity. Lines of no quantity count where there are no others.
    struct Mean {
        double weighted = 0;
        double weight = 0;
        void add(double value, std::int64_t quantity);
        std::optional<double> value() const;
    };
    struct Sum {
        facts::FactRow row;
        Mean price;
        Mean coupon;
        Mean feature;
    };
    static void add_means(Sum& sum, const facts::FactRow& line);

    std::unordered_map<Key, std::size_t, KeyHash> by_key_;
    std::vector<Sum> sums_;
    std::size_t next_ = 0;
    std::int64_t added_up_ = 0;
};

}  // namespace bihuan::imports
