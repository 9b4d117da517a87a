#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "business/sales/facts/staged_fact.h"

// Sums of many facts, made in memory: what the sums' tables hold after the first import of all.
namespace bihuan::facts {

/// What one row of sales_months or sales_weeks adds up.
struct Total {
    std::int64_t quantity = 0;
    std::int64_t value = 0;
    std::int64_t priced_quantity = 0;
    std::int64_t priced_value = 0;
    std::int64_t fact_rows = 0;
    double coupon_rows = 0;
    double feature_rows = 0;
};

/// Numbers distinct ids from 0 on, so that several fit into one key.
class Numbering {
public:
    explicit Numbering(unsigned bits) : bits_(bits) {}

    /// Throws TooLarge when the bits do not suffice.
    std::uint64_t number(std::int64_t id);
    std::int64_t id(std::uint64_t number) const { return ids_[number]; }
    unsigned bits() const { return bits_; }

private:
    unsigned bits_;
    std::unordered_map<std::int64_t, std::uint64_t> numbers_;
    std::vector<std::int64_t> ids_;
};

/// Sums by period × product × region × channel.
class Totals {
public:
    void add(std::int64_t period, const StagedFact& fact);

    struct Row {
        std::int64_t period = 0;
        std::int64_t product = 0;
        std::int64_t region = 0;
        std::int64_t channel = 0;
        const Total* total = nullptr;
    };
    /// All sums in the order of the tables' keys.
    std::vector<std::uint64_t> keys_in_order() const;
    Row row(std::uint64_t key) const;

private:
    Numbering periods_{16};
    Numbering products_{20};
    Numbering regions_{18};
    Numbering channels_{10};
    std::unordered_map<std::uint64_t, Total> totals_;
};

}  // namespace bihuan::facts
