#include "business/company/imports/reading.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "platform/files/day_orders.h"
#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

using nlohmann::json;

std::string text_of(const json& value) {
    return value.dump(-1, ' ', /*ensure_ascii=*/false, json::error_handler_t::replace);
}

}  // namespace

std::string mapping_json(const files::HeaderChoice& mapping) {
    json object = json::object();
    for (const auto& [column, header] : mapping) {
        object[column] = header.empty() ? json() : json(header);
    }
    return text_of(object);
}

files::HeaderChoice mapping_from_json(const std::string& text) {
    const auto object = json::parse(text, nullptr, /*allow_exceptions=*/false);
    files::HeaderChoice mapping;
    const auto refuse = [](const std::string& field) {
        throw Error(ErrorCode::InvalidInput,
                    "A mapping names a header, or null, for each column.",
                    {{"not_a_mapping", "/mapping" + field, R"(Write {"column": "header"}.)", ""}});
    };
    if (!object.is_object()) refuse("");
    for (const auto& [column, header] : object.items()) {
        if (!header.is_string() && !header.is_null()) refuse("/" + column);
        mapping[column] = header.is_string() ? header.get<std::string>() : std::string();
    }
    return mapping;
}

std::string units_json(const UnitChoice& units) {
    json object = json::object();
    for (const auto& [word, level] : units) object[word] = unit_level_name(level);
    return text_of(object);
}

UnitChoice units_from_json(const std::string& text) {
    const auto object = json::parse(text, nullptr, /*allow_exceptions=*/false);
    UnitChoice units;
    if (!object.is_object()) unit_level_of(text);
    for (const auto& [word, level] : object.items())
        units[files::fold(word)] =
            unit_level_of(level.is_string() ? level.get<std::string>() : level.dump());
    return units;
}

std::int64_t header_row_from_json(const std::string& text) {
    const auto row = json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (row.is_number_unsigned() &&
        row.get<std::uint64_t>() <= static_cast<std::uint64_t>(kLastRow))
        return row.get<std::int64_t>();
    throw Error(ErrorCode::InvalidInput,
                "The header's row is a whole number.",
                {{"not_whole", "/options/header_row", "Write 1 to 1048576, or 0.", text}});
}

std::string options_json(const Reading& reading) {
    return text_of({{"create_missing", reading.create_missing},
                    {"add_up", reading.add_up},
                    {"sheet", reading.sheet},
                    {"encoding", reading.encoding},
                    {"day_order", files::day_order_name(reading.day_order)},
                    {"header_row", reading.header_row},
                    {"units", json::parse(units_json(reading.units))}});
}

Reading reading_from_json(const std::string& mapping, const std::string& options) {
    auto chosen = json::parse(options, nullptr, /*allow_exceptions=*/false);
    if (!chosen.is_object()) chosen = json::object();
    return {.mapping = mapping_from_json(mapping),
            .create_missing = chosen.value("create_missing", false),
            .add_up = chosen.value("add_up", false),
            .sheet = chosen.value("sheet", std::string()),
            .encoding = chosen.value("encoding", std::string()),
            .day_order = files::day_order_of(chosen.value("day_order", std::string())),
            .header_row = chosen.value("header_row", std::int64_t{0}),
            .units = units_from_json(chosen.value("units", json::object()).dump())};
}

}  // namespace bihuan::imports
