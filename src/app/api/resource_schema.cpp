#include "app/api/resource_schema.h"

#include <cctype>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/resources.h"

namespace bihuan::api {

namespace {

using nlohmann::json;

/// Whole bounds are written without a point.
json bound(double figure) {
    return figure == std::floor(figure) ? json(static_cast<std::int64_t>(figure)) : json(figure);
}

json bounded(const FieldDescription& field, json schema) {
    schema["minimum"] = bound(field.lowest);
    schema["maximum"] = bound(field.highest);
    return schema;
}

json plain_schema(const FieldDescription& field) {
    switch (field.kind) {
        case FieldKind::Id:
            return {{"type", "string"}, {"description", "An id."}};
        case FieldKind::Flag:
            return {{"type", "boolean"}};
        case FieldKind::Count:
            return bounded(field, {{"type", "integer"}});
        case FieldKind::Quantity:
            return bounded(field,
                           {{"type", "integer"}, {"description", "In base units of the product."}});
        case FieldKind::Money:
            return bounded(
                field, {{"type", "integer"}, {"description", "In minor units of the currency."}});
        case FieldKind::Real:
        case FieldKind::Share:
            return bounded(field, {{"type", "number"}});
        case FieldKind::Day:
            return {{"type", "string"}, {"format", "date"}};
        case FieldKind::Month:
            return {{"type", "string"}, {"pattern", "^\\d{4}-\\d{2}$"}};
        case FieldKind::Timestamp:
            return {{"type", "string"}, {"format", "date-time"}};
        case FieldKind::Choice:
            return {{"type", "string"}, {"enum", field.choices}};
        case FieldKind::Ids:
            return {{"type", "array"}, {"items", {{"type", "string"}}}};
        case FieldKind::Choices:
            return {{"type", "array"}, {"items", {{"type", "string"}, {"enum", field.choices}}}};
        case FieldKind::Json:
            return {{"type", "object"}};
        case FieldKind::Text:
            break;
    }
    json schema{{"type", "string"}};
    if (field.max_length > 0) schema["maxLength"] = field.max_length;
    return schema;
}

json field_schema(const FieldDescription& field) {
    auto schema = plain_schema(field);
    if (field.read_only) schema["readOnly"] = true;
    if (field.optional && !field.required)
        return {{"oneOf", json::array({schema, {{"type", "null"}}})}};
    return schema;
}

/// As an answer holds it: null where its reader does not see it.
json read_schema(const FieldDescription& field) {
    auto schema = field_schema(field);
    if (field.seen_with.empty() || schema.contains("oneOf")) return schema;
    return {{"oneOf", json::array({schema, {{"type", "null"}}})},
            {"description", fmt::format("Null without the permission {}.", field.seen_with)}};
}

enum class Shape { Whole, New, Change };

json noun_schema(const Description& description, Shape shape) {
    json schema{{"type", "object"}, {"properties", json::object()}, {"required", json::array()}};
    for (const auto& field : description.fields) {
        if (shape != Shape::Whole && field.read_only) continue;
        schema["properties"][std::string(field.name)] =
            shape == Shape::Whole ? read_schema(field) : field_schema(field);
        if (shape == Shape::Whole || (shape == Shape::New && field.required))
            schema["required"].push_back(field.name);
    }
    return schema;
}

json page_schema(const std::string& name) {
    return {{"type", "object"},
            {"required", {"items", "next", "total"}},
            {"properties",
             {{"items", {{"type", "array"}, {"items", {{"$ref", "#/components/schemas/" + name}}}}},
              {"next", {{"type", {"string", "null"}}}},
              {"total", {{"type", "integer"}}}}}};
}

bool is_figure(const FieldDescription& field) {
    return field.lowest < field.highest;
}

json field_json(const FieldDescription& field) {
    json result{{"name", field.name},
                {"kind", kind_name(field.kind)},
                {"required", field.required},
                {"read_only", field.read_only},
                {"unique", field.unique},
                {"searchable", field.searchable},
                {"max_length", field.max_length == 0 ? json() : json(field.max_length)},
                {"minimum", is_figure(field) ? bound(field.lowest) : json()},
                {"maximum", is_figure(field) ? bound(field.highest) : json()},
                {"references", nullptr},
                {"choices", field.choices.empty() ? json() : json(field.choices)}};
    if (const auto* target = resource_of_table(field.references))
        result["references"] = target->path;
    return result;
}

std::string singular(const std::string& path) {
    if (path == "people") return "person";
    return path.ends_with("s") ? path.substr(0, path.size() - 1) : path;
}

}  // namespace

std::string schema_name(const Resource& resource) {
    std::string name;
    bool upper = true;
    for (const char c : singular(resource.path)) {
        if (c == '-') {
            upper = true;
        } else {
            name.push_back(upper ? static_cast<char>(std::toupper(c)) : c);
            upper = false;
        }
    }
    return name;
}

void add_schemas(const Resource& resource, http::Schemas& schemas) {
    const auto name = schema_name(resource);
    schemas[name] = noun_schema(*resource.description, Shape::Whole).dump();
    schemas[name + "New"] = noun_schema(*resource.description, Shape::New).dump();
    schemas[name + "Change"] = noun_schema(*resource.description, Shape::Change).dump();
    schemas[name + "Page"] = page_schema(name).dump();
}

std::string descriptions_json(const Viewer& viewer) {
    json result = json::object();
    for (const auto& resource : all_resources()) {
        auto& noun = result[resource.path];
        noun["permission"] = resource.permission;
        noun["fields"] = json::array();
        for (const auto& field : resource.description->fields)
            if (viewer.sees(field)) noun["fields"].push_back(field_json(field));
    }
    return result.dump();
}

std::string_view descriptions_schema() {
    return R"({
  "type": "object",
  "additionalProperties": {
    "type": "object",
    "required": ["permission", "fields"],
    "properties": {
      "permission": {"type": "string", "description": "With .read or .write behind it."},
      "fields": {"type": "array", "items": {
        "type": "object",
        "required": ["name", "kind", "required", "read_only", "unique", "searchable", "max_length",
                     "minimum", "maximum", "references", "choices"],
        "properties": {
          "name": {"type": "string"},
          "kind": {"type": "string"},
          "required": {"type": "boolean"},
          "read_only": {"type": "boolean"},
          "unique": {"type": "boolean"},
          "searchable": {"type": "boolean"},
          "max_length": {"type": ["integer", "null"]},
          "minimum": {"type": ["number", "null"], "description": "Of a figure."},
          "maximum": {"type": ["number", "null"], "description": "Of a figure."},
          "references": {"type": ["string", "null"], "description": "Path of another noun."},
          "choices": {"type": ["array", "null"], "items": {"type": "string"}}
        }
      }}
    }
  }
})";
}

}  // namespace bihuan::api
