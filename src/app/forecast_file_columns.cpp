#include "app/forecast_file_columns.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/forecast_file_parts.h"
#include "platform/files/messages.h"
#include "platform/files/place.h"
#include "platform/files/text.h"

namespace bihuan {

namespace {

using forecast::Layer;

constexpr std::size_t kFewestPeriods = 2;

bool is_one_of(const std::string& name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool holds(const std::string& name, std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(), [&name](std::string_view part) {
        return name.find(part) != std::string::npos;
    });
}

/// The layer of a regressor, from the name of its column.
Layer layer_of(const std::string& name) {
    if (holds(name, {"price", "价"})) return Layer::Price;
    if (holds(name, {"promo", "coupon", "feature", "discount", "促"})) return Layer::Promotion;
    if (holds(name, {"distribution", "outlets", "铺货"})) return Layer::Distribution;
    if (holds(name, {"festival", "holiday", "节"})) return Layer::Festival;
    return Layer::Event;
}

/// A period that can be told from a plain number.
std::optional<FilePeriod> dated(std::string_view text) {
    const auto period = parse_period(text);
    return period && period->kind != PeriodKind::Count ? period : std::nullopt;
}

class Finding {
public:
    Finding(const files::TableRow& header, const files::TableRow* below)
        : header_(header), below_(below) {}

    Result<FileColumns> find() {
        read_names();
        if (found_.period == kNoColumn && value_ == kNoColumn && periods_across()) return found_;
        if (found_.period == kNoColumn) find_period_below();
        need(found_.period, "period");
        settle_values();
        if (!issues_.empty()) return tl::unexpected(issues_);
        return std::move(found_);
    }

private:
    void read_names() {
        for (std::size_t column = 0; column < header_.cells.size(); ++column) {
            const std::string name = column_name(header_.cell(column));
            if (is_one_of(name,
                          {"series", "id", "unique_id", "series_id", "item_id", "系列", "序列"})) {
                found_.names = {column};
            } else if (is_one_of(name,
                                 {"period",
                                  "month",
                                  "day",
                                  "date",
                                  "week",
                                  "ds",
                                  "timestamp",
                                  "datetime",
                                  "time",
                                  "quarter",
                                  "year",
                                  "期间",
                                  "月份",
                                  "日期",
                                  "年月",
                                  "年份"})) {
                found_.period = column;
            } else if (is_one_of(
                           name,
                           {"value", "quantity", "sales", "y", "target", "值", "数量", "销量"})) {
                value_ = column;
            } else if (is_one_of(name, {"category", "品类", "类别"})) {
                found_.category = column;
            } else if (is_one_of(name, {"availability", "可售"})) {
                found_.availability = column;
            } else if (!name.empty() && name.rfind("unnamed:", 0) != 0) {
                others_.push_back(column);
            } else {
                unnamed_.push_back(column);
            }
        }
    }

    /// Whether the names of most other columns are periods; the rest name the series.
    bool periods_across() {
        std::vector<std::size_t> names;
        for (const std::size_t column : others_) {
            const std::string name = column_name(header_.cell(column));
            if (const auto period = dated(header_.cell(column))) {
                found_.values.push_back(column);
                found_.periods.push_back(*period);
            } else if (!is_one_of(name, {"total", "sum", "合计", "总计"})) {
                names.push_back(column);
            }
        }
        if (found_.names.empty()) found_.names = names.empty() ? unnamed_ : names;
        const bool across =
            found_.values.size() >= std::max(kFewestPeriods, names.size()) && !found_.names.empty();
        if (across) return true;
        found_.values.clear();
        found_.periods.clear();
        if (found_.names == names || found_.names == unnamed_) found_.names.clear();
        return false;
    }

    void find_period_below() {
        if (below_ == nullptr) return;
        for (auto* columns : {&unnamed_, &others_}) {
            const auto column =
                std::find_if(columns->begin(), columns->end(), [this](std::size_t one) {
                    const auto period = dated(below_->cell(one));
                    return period && period->kind != PeriodKind::Year;
                });
            if (column == columns->end()) continue;
            found_.period = *column;
            columns->erase(column);
            return;
        }
    }

    void settle_values() {
        if (value_ == kNoColumn &&
            (found_.names.empty() ? !others_.empty() : others_.size() == 1)) {
            found_.values = std::exchange(others_, {});
        } else {
            need(value_, "value");
            found_.values = {value_};
        }
        for (const std::size_t column : found_.values)
            found_.value_names.emplace_back(files::trim(header_.cell(column)));
        for (const std::size_t column : others_) {
            found_.influences.push_back(column);
            found_.regressors.push_back(
                {std::string(header_.cell(column)), layer_of(column_name(header_.cell(column)))});
        }
    }

    void need(std::size_t column, std::string_view name) {
        if (column != kNoColumn) return;
        issues_.push_back({"missing_column",
                           files::row_place(header_.number),
                           fmt::format("Expected a column named \"{}\" in the first row.", name),
                           ""});
    }

    const files::TableRow& header_;
    const files::TableRow* below_;
    FileColumns found_;
    std::size_t value_ = kNoColumn;
    std::vector<std::size_t> others_, unnamed_;
    Issues issues_;
};

}  // namespace

Result<FileColumns> find_columns(const files::TableRow& header, const files::TableRow* below) {
    return Finding(header, below).find();
}

}  // namespace bihuan
