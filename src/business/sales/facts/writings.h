#pragma once

#include <functional>
#include <set>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/row_seal.h"
#include "business/sales/facts/staged_fact.h"

// What imports wrote, as their events tell it.
namespace bihuan::facts {

/// What an import is about to write, and of which days.
class Writing {
public:
    void see(const StagedFact& fact);
    RowSeal& seal() { return seal_; }
    /// Of the facts seen, in order.
    std::vector<Month> months() const { return {months_.begin(), months_.end()}; }

    /// Writes the event; nothing where no row was written.
    void record(Transaction& t, FactKind kind, Id<ImportTag> import) const;

private:
    RowSeal seal_;
    Day first_day_{9999, 12, 31};
    Day last_day_{1, 1, 1};
    std::set<Month> months_;
    std::optional<Month> last_month_;  ///< Files come sorted: the last is often the next.
};

/// Tells of every event after `sequence` the kind, the import and what it said.
void each_writing(Session& session,
                  std::int64_t sequence,
                  const std::function<void(FactKind, std::int64_t, const nlohmann::json&)>& tell);

}  // namespace bihuan::facts
