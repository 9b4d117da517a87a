#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <string_view>

#include "guards/query_files.h"

// A reader of SQL that knows just enough: words, parentheses, and where a SELECT begins and ends.
namespace bihuan {

namespace {

constexpr std::array<std::string_view, 3> kJoints{"UNION", "EXCEPT", "INTERSECT"};
constexpr std::array<std::string_view, 19> kNotAliases{"WHERE",
                                                       "ON",
                                                       "JOIN",
                                                       "LEFT",
                                                       "RIGHT",
                                                       "INNER",
                                                       "OUTER",
                                                       "CROSS",
                                                       "FULL",
                                                       "NATURAL",
                                                       "GROUP",
                                                       "ORDER",
                                                       "LIMIT",
                                                       "UNION",
                                                       "USING",
                                                       "INTERSECT",
                                                       "EXCEPT",
                                                       "HAVING",
                                                       "SET"};

bool among(std::string_view word, std::span<const std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

/// One SELECT with what it reads; `outer` is the part it stands in.
struct Part {
    std::size_t outer = 0;
    std::vector<TableRead> reads;
    std::vector<std::string> filtered_aliases;
    std::vector<std::string> named_aliases;  ///< x of every x.column
    bool after_from = false;                 ///< The next word is a table's name.
    bool in_from = false;                    ///< A comma brings another table.
    bool awaits_alias = false;
};

class PartReader {
public:
    explicit PartReader(std::string_view sql) : sql_(sql) { parts_.push_back({}); }

    std::vector<Part> read() {
        while (at_ < sql_.size()) step();
        return std::move(parts_);
    }

private:
    Part& part() { return parts_[open_.back()]; }

    void step() {
        const char c = sql_[at_];
        if (c == '\'') {
            at_ = std::min(sql_.find('\'', at_ + 1), sql_.size() - 1) + 1;
        } else if (sql_.substr(at_).starts_with("{{visible:") ||
                   sql_.substr(at_).starts_with("{{acquainted:")) {
            read_filter();
        } else if (c == '(') {
            open(open_.back());
        } else if (c == ')') {
            if (open_.size() > 1) open_.pop_back();
            ++at_;
        } else if (std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_') {
            read_word();
        } else {
            if (c == ',' && part().in_from) part().after_from = true;
            ++at_;
        }
    }

    void open(std::size_t outer) {
        part().after_from = part().awaits_alias = false;
        parts_.push_back({.outer = outer});
        open_.push_back(parts_.size() - 1);
        ++at_;
    }

    void read_filter() {
        const auto begin = sql_.find(':', at_) + 1;
        const auto end = sql_.find_first_of(".}", begin);
        part().filtered_aliases.emplace_back(sql_.substr(begin, end - begin));
        at_ = std::min(sql_.find("}}", begin), sql_.size() - 2) + 2;
    }

    std::string take_identifier() {
        std::string word;
        for (; at_ < sql_.size(); ++at_) {
            const char c = sql_[at_];
            if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_') break;
            word += c;
        }
        return word;
    }

    void read_word() {
        const auto word = take_identifier();
        if (at_ < sql_.size() && sql_[at_] == '.') {
            part().named_aliases.push_back(word);
            ++at_;
            take_identifier();
            return;
        }
        std::string upper;
        for (const char c : word) upper += static_cast<char>(std::toupper(c));
        if (among(upper, kJoints)) {
            // The next SELECT of a UNION is a part of its own beside this one.
            parts_.push_back({.outer = part().outer});
            open_.back() = parts_.size() - 1;
        } else if (upper == "FROM" || upper == "JOIN") {
            const bool erases = upper == "FROM" && previous_ == "DELETE";
            part().after_from = !erases;
            part().in_from = !erases;
        } else if (part().after_from) {
            if (upper != "LATERAL") {
                part().reads.push_back({word, word, false});
                part().after_from = false;
                part().awaits_alias = true;
            }
        } else if (part().awaits_alias && upper != "AS") {
            if (!among(upper, kNotAliases)) part().reads.back().alias = word;
            part().awaits_alias = false;
        }
        if (upper == "WHERE" || upper == "GROUP" || upper == "ORDER") part().in_from = false;
        previous_ = upper;
    }

    std::string_view sql_;
    std::size_t at_ = 0;
    std::vector<Part> parts_;
    std::vector<std::size_t> open_{0};
    std::string previous_;
};

bool names_a_table_of(const Part& part, const Part& outer) {
    return std::ranges::any_of(outer.reads, [&](const TableRead& read) {
        return std::ranges::find(part.named_aliases, read.alias) != part.named_aliases.end();
    });
}

/// A part without a filter of its own is bound to a filtered outer one when it names its rows.
bool is_filtered(const std::vector<Part>& parts, std::size_t index) {
    if (!parts[index].filtered_aliases.empty()) return true;
    for (std::size_t outer = index; outer != 0;) {
        outer = parts[outer].outer;
        if (!parts[outer].filtered_aliases.empty() && names_a_table_of(parts[index], parts[outer]))
            return true;
    }
    return false;
}

}  // namespace

std::vector<TableRead> tables_read(const std::string& statement) {
    const auto parts = PartReader(statement).read();
    std::vector<TableRead> reads;
    for (std::size_t i = 0; i < parts.size(); ++i)
        for (auto read : parts[i].reads) {
            read.filtered = is_filtered(parts, i);
            reads.push_back(std::move(read));
        }
    return reads;
}

}  // namespace bihuan
