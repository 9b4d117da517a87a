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
    std::size_t size() const { return ids_.size(); }
    unsigned bits() const { return bits_; }

private:
    unsigned bits_;
    std::unordered_map<std::int64_t, std::uint64_t> numbers_;
    std::vector<std::int64_t> ids_;
    std::uint64_t newest_ = 0;  ///< Facts come sorted: the last is often the next.
};

/// Totals by key, one after the other in chunks that never move; a table of their places, half
/// empty, finds them. Millions of small nodes would take more room and time.
class TotalTable {
public:
    Total& at(std::uint64_t key);
    std::size_t size() const { return size_; }
    std::uint64_t key(std::size_t place) const { return entry(place).key; }
    const Total& total(std::size_t place) const { return entry(place).total; }

private:
    struct Entry {
        std::uint64_t key = 0;
        Total total;
    };
    static constexpr std::size_t kChunkBits = 12;

    const Entry& entry(std::size_t place) const {
        return chunks_[place >> kChunkBits][place & ((std::size_t{1} << kChunkBits) - 1)];
    }
    std::uint32_t& slot_of(std::uint64_t key);
    void grow();

    std::vector<std::vector<Entry>> chunks_;
    std::vector<std::uint32_t> slots_;  ///< Places from 1 on; 0 where there is none.
    std::size_t size_ = 0;
};

/// Sums by period × product × region × channel.
class Totals {
public:
    void add(std::int64_t period, const StagedFact& fact);

private:
    friend class OrderedTotals;

    Numbering periods_{16};
    Numbering products_{20};
    Numbering regions_{18};
    Numbering channels_{10};
    TotalTable totals_;
};

/// All sums in the order of the tables' keys. The totals have to outlive it.
class OrderedTotals {
public:
    struct Row {
        std::int64_t period = 0;
        std::int64_t product = 0;
        std::int64_t region = 0;
        std::int64_t channel = 0;
        const Total* total = nullptr;
    };

    explicit OrderedTotals(const Totals& totals);
    std::size_t size() const { return places_.size(); }
    Row row(std::size_t nth) const;

private:
    /// Ids in order, and the rank of each number in it.
    struct Ranks {
        explicit Ranks(const Numbering& numbering);

        unsigned bits;
        std::vector<std::int64_t> ids;
        std::vector<std::uint64_t> of_number;
    };
    struct Place {
        std::uint64_t ranks = 0;  ///< As the key, of ranks for numbers: sorts as the ids do.
        const Total* total = nullptr;
    };

    Ranks periods_;
    Ranks products_;
    Ranks regions_;
    Ranks channels_;
    std::vector<Place> places_;
};

}  // namespace bihuan::facts
