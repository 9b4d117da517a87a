#pragma once

#include <optional>
#include <string>

#include "base/describe.h"

namespace bihuan {

enum class ImportStatus : std::uint8_t { Checked, Accepted, Failed, Cancelled };

template <>
inline constexpr std::array<std::string_view, 4> kChoices<ImportStatus>{
    "checked", "accepted", "failed", "cancelled"};

/// A file that somebody sent: what it is, how its columns are read, and what came of it.
struct Import {
    Id<Import> id;
    std::string kind;  ///< "sell-out"
    std::string file_name;
    std::string file_hash;  ///< SHA-256 of its bytes.
    std::int64_t file_bytes = 0;
    std::string stored_as;  ///< File in the store; empty when it was read from where it lay.
    ImportStatus status = ImportStatus::Checked;
    Json mapping;  ///< Column → header, as chosen by a person; a header of null leaves it out.
    Json options;  ///< As in reading.h, with the id of the job at work.
    Json report;   ///< The last check or acceptance, see report_json.h.
    std::int64_t rows_read = 0;
    std::int64_t rows_added = 0;
    std::int64_t rows_changed = 0;
    std::int64_t rows_unchanged = 0;
    std::int64_t rows_failed = 0;
    std::optional<std::int64_t> person_id;
    Instant created_at;
    std::optional<Instant>
        finished_at;  ///< Of the last check or acceptance; none before the check.
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<Import> =
    describe<Import>("imports",
                     field("id", &Import::id, read_only),
                     field("kind", &Import::kind, at_most(40)),
                     field("file_name", &Import::file_name, at_most(300)),
                     field("file_hash", &Import::file_hash, at_most(64)),
                     field("file_bytes", &Import::file_bytes),
                     field("stored_as", &Import::stored_as, at_most(300)),
                     field("status", &Import::status),
                     field("mapping", &Import::mapping, at_most(kLongestAttributes)),
                     field("options", &Import::options, at_most(kLongestAttributes)),
                     field("report", &Import::report, at_most(kLongestDocument)),
                     field("rows_read", &Import::rows_read),
                     field("rows_added", &Import::rows_added),
                     field("rows_changed", &Import::rows_changed),
                     field("rows_unchanged", &Import::rows_unchanged),
                     field("rows_failed", &Import::rows_failed),
                     field("person_id", &Import::person_id),
                     field("created_at", &Import::created_at),
                     field("finished_at", &Import::finished_at),
                     field("version", &Import::version, read_only));

}  // namespace bihuan
