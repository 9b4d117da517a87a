#pragma once

#include <span>
#include <string>
#include <vector>

#include "platform/database/event.h"
#include "platform/database/session.h"

namespace bihuan {

/// Whether a change is the business's, and so needs an event, or the machine room's bookkeeping
/// (sessions, job progress, staged rows).
enum class Trace : std::uint8_t { Event, None };

/// Writes on behalf of a viewer, all or nothing. Made by Database::write only. A noun's insert,
/// update and erase write their event themselves; `execute` and `bulk_insert` with Trace::Event
/// oblige the use case to `record` one, else the transaction fails instead of committing.
class Transaction : public Session {
public:
    Transaction(Connection& connection,
                const Viewer& viewer,
                const QueryObserver& observer,
                Instant now,
                Trace most = Trace::Event)
        : Session(connection, viewer, observer), now_(now), most_(most) {}

    Instant now() const { return now_; }

    /// Gives the noun an id, if it has none, and version 1.
    template <class T>
    void insert(T& noun, const std::string& reason = {}) {
        auto values = to_values(noun);
        insert_values(description_of<T>(), values, reason);
        noun = from_row<T>(values);
    }

    /// Throws StaleEdit when the row is no longer at `expected_version`: somebody else was faster.
    template <class T>
    void update(T& noun, std::int64_t expected_version, const std::string& reason = {}) {
        auto values = to_values(noun);
        update_values(description_of<T>(), values, expected_version, reason);
        noun = from_row<T>(values);
    }

    template <class T>
    void erase(Id<T> id, std::int64_t expected_version, const std::string& reason = {}) {
        erase_values(description_of<T>(), id.value, expected_version, reason);
    }

    /// Runs a named query and returns how many rows it changed.
    std::int64_t execute(const Query& query, const Params& params, Trace trace = Trace::Event);

    /// Writes the rows into the table of their description.
    template <class Row>
    void bulk_insert(std::span<const Row> rows, Trace trace = Trace::Event) {
        std::size_t i = 0;
        bulk_values(
            description_of<Row>(),
            [&](Values& values) {
                if (i == rows.size()) return false;
                values = to_values(rows[i++]);
                return true;
            },
            trace);
    }

    void record(Event event);

    // The same for code that works on any noun.
    void insert_values(const Description& description, Values& values, const std::string& reason);
    void update_values(const Description& description,
                       Values& values,
                       std::int64_t expected_version,
                       const std::string& reason);
    void erase_values(const Description& description,
                      std::int64_t id,
                      std::int64_t expected_version,
                      const std::string& reason);
    void bulk_values(const Description& description,
                     const std::function<bool(Values&)>& next,
                     Trace trace);

    /// Writes the events; called by Database before the commit.
    void finish();

private:
    std::int64_t execute_noun(const Description& description,
                              const std::string& sql,
                              const Params& params);
    /// Keeps the tables of Guard::RegionList; `after` is empty for a removed row.
    void keep_region_lists(const Description& description, std::int64_t id, const Values& after);
    void require_stored(const Description& description,
                        const Values& before,
                        const Values& after) const;
    void require_visible(const Description& description, std::int64_t id);

    Instant now_;
    Trace most_;
    bool untold_ = false;
    std::vector<Event> events_;
};

}  // namespace bihuan
