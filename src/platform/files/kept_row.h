#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/table_reader.h"

namespace bihuan::files {

/// A row that outlives the reader's next one. It is moved, never copied: its views are its own.
struct KeptRow {
    std::int64_t number = 0;
    bool hidden = false;
    std::vector<std::string> cells;
    std::vector<std::string_view> views = {};  ///< Of `cells`, for `row`.
    std::vector<std::string> suffixes = {};
    std::vector<std::string_view> suffix_views = {};
    std::vector<std::int64_t> divisors = {};
    Issues issues = {};

    KeptRow() = default;
    KeptRow(std::int64_t number, std::vector<std::string> cells);
    explicit KeptRow(const TableRow& row);
    KeptRow(KeptRow&&) = default;
    KeptRow& operator=(KeptRow&&) = default;
    KeptRow(const KeptRow&) = delete;
    KeptRow& operator=(const KeptRow&) = delete;
    ~KeptRow() = default;

    TableRow row() const;
};

}  // namespace bihuan::files
