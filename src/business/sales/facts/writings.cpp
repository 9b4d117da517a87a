#include "business/sales/facts/writings.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "facts/queries.h"

namespace bihuan::facts {

struct WrittenFacts {
    std::string subject_kind;
    std::int64_t subject_id = 0;
    std::string after_state;
};

}  // namespace bihuan::facts

template <>
inline constexpr auto bihuan::kDescription<bihuan::facts::WrittenFacts> =
    bihuan::describe<bihuan::facts::WrittenFacts>(
        "",
        field("subject_kind", &bihuan::facts::WrittenFacts::subject_kind),
        field("subject_id", &bihuan::facts::WrittenFacts::subject_id),
        field("after_state", &bihuan::facts::WrittenFacts::after_state));

namespace bihuan::facts {

void Writing::see(const StagedFact& fact) {
    first_day_ = std::min(first_day_, fact.day);
    last_day_ = std::max(last_day_, fact.day);
    if (last_month_ == fact.month) return;
    last_month_ = fact.month;
    months_.insert(fact.month);
}

void Writing::record(Transaction& t, FactKind kind, Id<ImportTag> import) const {
    if (seal_.rows() == 0) return;
    t.record({.action = "facts.written",
              .subject_kind = std::string(table_of(kind)),
              .subject_id = import.value,
              .after = fmt::format(R"({{"rows":{},"seal":"{}","first_day":"{}","last_day":"{}"}})",
                                   seal_.rows(),
                                   seal_.text(),
                                   to_string(first_day_),
                                   to_string(last_day_))});
}

void each_writing(Session& session,
                  std::int64_t sequence,
                  const std::function<void(FactKind, std::int64_t, const nlohmann::json&)>& tell) {
    session.query_each<WrittenFacts>(
        facts_queries::kFactsWritten, {{"sequence", sequence}}, [&](const WrittenFacts& event) {
            const auto after =
                nlohmann::json::parse(event.after_state, nullptr, /*allow_exceptions=*/false);
            if (!after.is_object()) return;
            for (const auto kind : {FactKind::SellOut, FactKind::SellIn, FactKind::Stock})
                if (table_of(kind) == event.subject_kind) tell(kind, event.subject_id, after);
        });
}

std::vector<WrittenDays> days_written_since(Session& session, std::int64_t sequence) {
    std::vector<WrittenDays> written;
    each_writing(session, sequence, [&](FactKind kind, std::int64_t, const nlohmann::json& after) {
        const auto first = Day::parse(after.value("first_day", ""));
        const auto last = Day::parse(after.value("last_day", ""));
        if (first && last) written.push_back({kind, *first, *last});
    });
    return written;
}

}  // namespace bihuan::facts
