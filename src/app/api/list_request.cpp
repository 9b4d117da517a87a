#include "app/api/list_request.h"

#include <charconv>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace bihuan::api {

namespace {

constexpr std::int64_t kUsualLimit = 50;
constexpr std::int64_t kMostRows = 1000;

/// Lists and free JSON have no order and no single value to compare with.
bool is_plain(FieldKind kind) {
    return kind != FieldKind::Ids && kind != FieldKind::Choices && kind != FieldKind::Json;
}

template <class Number>
std::optional<Value> number_from(std::string_view text) {
    Number number{};
    const auto* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, number);
    if (failure != std::errc{} || stop != end) return std::nullopt;
    return Value{number};
}

std::optional<Value> value_from(FieldKind kind, std::string_view text) {
    if (text == "null") return Value{};
    switch (kind) {
        case FieldKind::Id:
        case FieldKind::Count:
        case FieldKind::Money:
        case FieldKind::Quantity:
            return number_from<std::int64_t>(text);
        case FieldKind::Real:
        case FieldKind::Share:
            return number_from<double>(text);
        case FieldKind::Flag:
            if (text != "true" && text != "false") return std::nullopt;
            return Value{std::int64_t{text == "true" ? 1 : 0}};
        case FieldKind::Day:
            if (!Day::parse(text)) return std::nullopt;
            return Value{std::string(text)};
        case FieldKind::Month:
            if (!Month::parse(text)) return std::nullopt;
            return Value{std::string(text)};
        case FieldKind::Timestamp:
            if (!parse_instant(text)) return std::nullopt;
            return Value{std::string(text)};
        default:
            return Value{std::string(text)};
    }
}

/// "filter[brand_id]" → {"brand_id", ""}; "filter[first_day][from]" → {"first_day", "from"}.
struct FilterName {
    std::string_view field;
    std::string_view end;
};

std::optional<FilterName> filter_name(std::string_view parameter) {
    constexpr std::string_view kStart = "filter[";
    if (!parameter.starts_with(kStart) || !parameter.ends_with(']')) return std::nullopt;
    const auto inner = parameter.substr(kStart.size(), parameter.size() - kStart.size() - 1);
    const auto middle = inner.find("][");
    if (middle == std::string_view::npos) return FilterName{inner, ""};
    return FilterName{inner.substr(0, middle), inner.substr(middle + 2)};
}

class ListReader {
public:
    explicit ListReader(const Description& description) : description_(description) {}

    void read_sort(std::string_view sort) {
        if (sort.empty()) return;
        options.descending = sort.starts_with('-');
        const auto name = options.descending ? sort.substr(1) : sort;
        const auto* field = description_.find(name);
        if (field == nullptr || !is_plain(field->kind)) {
            add_issue("unknown_field", "sort", "Sort by a field that holds one value.", sort);
        } else {
            options.sort = std::string(name);
        }
    }

    void read_filter(std::string_view parameter, const FilterName& name, std::string_view text) {
        const auto* field = description_.find(name.field);
        const bool known_end = name.end.empty() || name.end == "from" || name.end == "to";
        if (field == nullptr || !is_plain(field->kind) || !known_end) {
            add_issue("unknown_field", parameter, "Filter by a field that holds one value.", text);
            return;
        }
        check_text(parameter, text);
        const auto value = value_from(field->kind, text);
        if (!value) {
            add_issue(fmt::format("not_{}", kind_name(field->kind)),
                      parameter,
                      fmt::format("Write a value of kind {}.", kind_name(field->kind)),
                      text);
            return;
        }
        auto& filter = filter_of(field->name, !name.end.empty());
        if (name.end.empty()) {
            filter.values.push_back(*value);
        } else {
            filter.values.resize(2);
            filter.values[name.end == "from" ? 0 : 1] = *value;
        }
    }

    /// Signs that no stored text holds find nothing, and some the database would not even take.
    void check_text(std::string_view parameter, std::string_view text) {
        if (const auto fault = find_text_fault(text, TextShape::Lines))
            add_issue(std::string(fault->code),
                      parameter,
                      fmt::format("Remove {}.", fault->description),
                      fault->description);
    }

    ListOptions options;
    Issues issues;

private:
    Filter& filter_of(std::string_view field, bool range) {
        for (auto& filter : options.filters)
            if (filter.field == field && filter.range == range) return filter;
        options.filters.push_back({std::string(field), {}, range});
        return options.filters.back();
    }

    void add_issue(std::string code,
                   std::string_view parameter,
                   std::string message,
                   std::string_view found) {
        issues.push_back({std::move(code),
                          fmt::format("/query/{}", parameter),
                          std::move(message),
                          std::string(cut(found, 100))});
    }

    const Description& description_;
};

}  // namespace

ListOptions read_list_options(const Description& description, const http::Query& query) {
    ListReader reader(description);
    reader.options.limit = query.integer("limit", kUsualLimit, 1, kMostRows);
    reader.options.after = query.get("after");
    reader.options.search = query.get("search");
    reader.check_text("search", reader.options.search);
    reader.check_text("after", reader.options.after);
    reader.read_sort(query.get("sort"));
    for (const auto& [parameter, text] : query.items())
        if (const auto name = filter_name(parameter)) reader.read_filter(parameter, *name, text);
    if (!reader.issues.empty())
        throw Error(
            ErrorCode::InvalidInput, "The list cannot be made that way.", std::move(reader.issues));
    return std::move(reader.options);
}

std::vector<http::Parameter> list_parameters(const Description& description) {
    std::vector<http::Parameter> parameters{
        {.name = "limit",
         .description = "Rows of a page.",
         .schema = R"({"type":"integer","minimum":1,"maximum":1000,"default":50})"},
        {.name = "after", .description = "The cursor `next` of the page before."},
        {.name = "sort", .description = "A field; with - before it, descending."},
        {.name = "search", .description = "Text that a searchable field holds."}};
    for (const auto& field : description.fields) {
        if (!is_plain(field.kind)) continue;
        parameters.push_back({.name = fmt::format("filter[{}]", field.name),
                              .description = "Any of these values; null for none.",
                              .schema = R"({"type":"array","items":{"type":"string"}})"});
    }
    return parameters;
}

}  // namespace bihuan::api
