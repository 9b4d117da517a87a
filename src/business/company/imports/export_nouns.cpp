#include "business/company/imports/export_nouns.h"

#include <algorithm>
#include <vector>

#include <nlohmann/json.hpp>

#include "business/company/imports/layout.h"

namespace bihuan::imports {

namespace {

using files::CellValue;
using files::Language;

/// Each page is found and counted among all rows: few large ones cost a fraction of many.
constexpr std::int64_t kPage = 25'000;
constexpr std::int64_t kBetweenReports = 1000;

/// Calls `visit` with every row of the list, page by page.
void each_row(Session& session,
              const ExportRequest& request,
              const std::function<void(const Values&)>& visit) {
    auto options = request.list;
    options.limit = kPage;
    options.after.clear();
    do {
        const auto page = session.list_values(*request.kind.resource->description, options);
        for (const auto& row : page.items) visit(row);
        options.after = page.next;
    } while (!options.after.empty());
}

nlohmann::json attributes_of(const Description& description, const Values& row) {
    const auto* field = description.find("attributes");
    if (field == nullptr) return nlohmann::json::object();
    const auto* text =
        std::get_if<std::string>(&row[static_cast<std::size_t>(field - description.fields.data())]);
    auto object =
        nlohmann::json::parse(text != nullptr ? *text : "{}", nullptr, /*allow_exceptions=*/false);
    return object.is_object() ? object : nlohmann::json::object();
}

std::vector<std::string> attribute_names(Session& session, const ExportRequest& request) {
    std::vector<std::string> names;
    const auto& description = *request.kind.resource->description;
    if (!description.has("attributes")) return names;
    each_row(session, request, [&](const Values& row) {
        const auto attributes = attributes_of(description, row);
        for (const auto& [name, value] : attributes.items()) {
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
    });
    return names;
}

/// Turns stored values into cells; keeps the texts that cells look at.
class RowWriter {
public:
    RowWriter(Session& session,
              const Kinds& kinds,
              const ExportRequest& request,
              std::vector<std::string> extra)
        : request_(request),
          description_(*request.kind.resource->description),
          extra_(std::move(extra)),
          codes_(session, kinds) {
        const auto size = request.kind.columns.size() + extra_.size();
        texts_.resize(size);
        cells_.resize(size);
        for (const auto& column : request.kind.columns) {
            fields_.push_back(description_.index_of(column.field.name));
        }
    }

    std::span<const CellValue> cells(const Values& row) {
        const auto& columns = request_.kind.columns;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            cells_[i] = cell(columns[i].field, row[fields_[i]], texts_[i]);
        }
        if (extra_.empty()) return cells_;
        const auto attributes = attributes_of(description_, row);
        for (std::size_t i = 0; i < extra_.size(); ++i) {
            const auto at = columns.size() + i;
            cells_[at] = extra_cell(attributes, extra_[i], texts_[at]);
        }
        return cells_;
    }

private:
    CellValue cell(const FieldDescription& field, const Value& value, std::string& text) {
        if (std::holds_alternative<std::monostate>(value)) return {};
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            if (field.kind == FieldKind::Flag) return flag_word(*number == 1, request_.language);
            if (field.kind == FieldKind::Id) return codes_.code(field.references, *number);
            return *number;
        }
        if (const auto* real = std::get_if<double>(&value)) return *real;
        text = std::get<std::string>(value);
        switch (field.kind) {
            case FieldKind::Day:
                return Day::parse(text).value();
            case FieldKind::Month:
                return Month::parse(text).value();
            case FieldKind::Choice:
                text = choice_word(text, request_.language);
                break;
            case FieldKind::Choices:
            case FieldKind::Ids:
                text = list_text(field, text);
                break;
            default:
                break;
        }
        return std::string_view(text);
    }

    std::string list_text(const FieldDescription& field, const std::string& json) {
        const bool chinese = request_.language == Language::Chinese;
        std::string joined;
        const auto items = list_from_json(json).value_or(std::vector<std::string>());
        for (const auto& item : items) {
            if (!joined.empty()) joined += chinese ? "、" : ", ";
            if (field.kind == FieldKind::Ids) {
                joined += codes_.code(field.references, std::stoll(item));
            } else {
                joined += choice_word(item, request_.language);
            }
        }
        return joined;
    }

    static CellValue extra_cell(const nlohmann::json& attributes,
                                const std::string& name,
                                std::string& text) {
        const auto found = attributes.find(name);
        if (found == attributes.end()) return {};
        if (found->is_number_integer()) return found->get<std::int64_t>();
        if (found->is_number()) return found->get<double>();
        text = found->is_string() ? found->get<std::string>() : found->dump();
        return std::string_view(text);
    }

    const ExportRequest& request_;
    const Description& description_;
    std::vector<std::string> extra_;
    CodesById codes_;
    std::vector<std::size_t> fields_;
    std::vector<std::string> texts_;
    std::vector<CellValue> cells_;
};

}  // namespace

std::string_view CodesById::code(std::string_view table, std::int64_t id) {
    auto known = tables_.find(table);
    if (known == tables_.end()) {
        known = tables_.emplace(table, Codes()).first;
        const auto* resource = kinds_.resource_of(table);
        if (resource == nullptr) return {};
        const auto& description = *resource->description;
        const auto id_field = description.index_of("id");
        const auto code_field = description.index_of("code");
        for (const auto& row : session_.list_values(description, {.limit = 0}).items) {
            known->second.emplace(std::get<std::int64_t>(row[id_field]),
                                  std::get<std::string>(row[code_field]));
        }
    }
    const auto found = known->second.find(id);
    return found == known->second.end() ? std::string_view{} : std::string_view(found->second);
}

std::int64_t export_nouns(Session& session, const Kinds& kinds, const ExportRequest& request) {
    auto extra = attribute_names(session, request);
    const auto writer = open_writer(request, layout_of(request.kind, request.language, extra));
    RowWriter rows(session, kinds, request, std::move(extra));
    std::int64_t written = 0;
    each_row(session, request, [&](const Values& row) {
        writer->write_row(rows.cells(row));
        if (++written % kBetweenReports == 0) request.progress.report("write", written, 0);
    });
    writer->finish();
    return written;
}

}  // namespace bihuan::imports
