#include "business/company/imports/fact_import.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/placeholders.h"
#include "business/company/imports/cell_parser.h"
#include "business/company/imports/shown_figures.h"
#include "business/company/outlets/outlet.h"
#include "business/company/products/product.h"
#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

std::size_t position(FactColumn column) {
    return static_cast<std::size_t>(column);
}

bool is_figure(std::int64_t units) {
    const auto most = static_cast<std::int64_t>(kMostFigure);
    return units >= -most && units <= most;
}

/// No product of two figures is larger than a figure may be.
files::CellResult<std::int64_t> times(std::int64_t one, std::int64_t other) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(one, other, &product) || !is_figure(product))
        return tl::unexpected(files::CellFault{"number_too_large"});
    return product;
}

__extension__ using Wide = __int128;

/// Half away from zero. `by` is positive.
std::int64_t divided(Wide number, std::int64_t by) {
    const Wide half = by / 2;
    return static_cast<std::int64_t>((number + (number < 0 ? -half : half)) / by);
}

/// 2箱: a figure with a word behind it, which would have to stand in the column of units.
bool has_unit(std::string_view text) {
    const auto last = text.find_last_of("0123456789");
    if (last == std::string_view::npos || last + 1 == text.size()) return false;
    if (!files::parse_number(text.substr(0, last + 1))) return false;
    const auto word = files::fold(text.substr(last + 1));
    return std::all_of(word.begin(), word.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80U || (c >= 'a' && c <= 'z');
    });
}

/// The fault of a quantity that says how to write it.
std::string_view quantity_hint(std::string_view fault, std::string_view text, std::int64_t pack) {
    if (fault == "not_whole") return pack == 1 ? "pieces_not_whole" : "packs_not_whole";
    return fault == "not_a_number" && has_unit(text) ? "unit_in_quantity" : fault;
}

/// What so many base units cost at a price for `pack` of them: rounded once, at the end.
files::CellResult<std::int64_t> worth_of(std::int64_t price,
                                         std::int64_t units,
                                         std::int64_t pack) {
    const auto product = static_cast<Wide>(price) * units;
    const auto most = static_cast<Wide>(kMostFigure) * pack;
    if (product > most || product < -most)
        return tl::unexpected(files::CellFault{"number_too_large"});
    return divided(product, pack);
}

}  // namespace

FactImport::FactImport(Transaction& t,
                       const Kinds& kinds,
                       const FactTask& task,
                       ImportReport& report)
    : t_(t),
      kinds_(kinds),
      kind_(task.kind),
      today_(task.today),
      report_(report),
      outlets_{.lies_in = {"regions", "channels"}},
      products_{.lies_in = {"brands"}},
      chosen_units_(task.reading.units),
      create_missing_(task.reading.create_missing),
      add_up_(task.reading.add_up),
      made_(t, kinds, report.created) {
    load(outlets_, *kinds.resource_of("outlets"));
    load(products_, *kinds.resource_of("products"));
}

/// Everything that the viewer may see. Products bring their packs.
void FactImport::load(Known& known, const Resource& resource) {
    const auto& description = *resource.description;
    const auto id = description.index_of("id");
    const auto code = description.index_of("code");
    const auto name = description.index_of("name");
    known.table = description.table;
    const bool packed = description.has("units_per_box");
    for (const auto& row : t_.list_values(description, {.limit = 0}).items) {
        const auto at = static_cast<std::int64_t>(known.ids.size());
        Names names{.code = std::get<std::string>(row[code]),
                    .name = std::get<std::string>(row[name])};
        known.ids.push_back(std::get<std::int64_t>(row[id]));
        if (!packed) {
            known.codes.add(std::move(names), at);
            continue;
        }
        const auto product = from_row<Product>(row);
        names.gtin = product.gtin.value_or("");
        known.codes.add(std::move(names), at);
        packs_.push_back({.unit = product.unit,
                          .units_per_box = product.units_per_box,
                          .boxes_per_pallet = product.boxes_per_pallet});
    }
}

/// A position. Faults: "empty_cell", those of code_fault and of CodeBook::find.
files::CellResult<std::int64_t> FactImport::find(Known& known, std::string_view text) {
    if (known.last >= 0 && text == known.last_text) return known.last;
    std::string scratch;
    const auto found = known.codes.find(files::normalise_code(text, scratch));
    if (!found) {
        if (const auto wrong = files::code_fault(text)) return tl::unexpected(*wrong);
        return found;
    }
    known.last_text = text;
    known.last = *found;
    return found;
}

/// A position, or −1 for none.
std::int64_t FactImport::refer(FactColumn column,
                               Known& known,
                               const files::TableRow& row,
                               RowIssues& issues) {
    const auto text = cell(row, column);
    const auto found = find(known, text);
    if (found) {
        known.further.compare(row, known.codes, *found, issues);
        return *found;
    }
    auto code = found.error().code;
    if (code == "unknown_reference" && stands_for_none(text)) {
        code = "stands_for_none";
    } else if (code == "unknown_reference") {
        // A twin of it would be made.
        if (const auto other = known.further.known_otherwise(row, known.codes); !other.empty()) {
            issues.add(position(column), "known_otherwise", other);
            return -1;
        }
        const auto wrong = create_missing_ ? hindrance(known, text) : std::nullopt;
        // What could be made and was not belongs to a row that fails for another reason.
        if (create_missing_ && !wrong) return -1;
        code = column == FactColumn::Outlet ? "unknown_outlet" : "unknown_product";
        if (wrong) code = wrong->code;
    }
    issues.add(position(column), code, text);
    return -1;
}

void FactImport::set_header(const files::HeaderMatch& match, const files::DayReading& days) {
    match_ = &match;
    days_ = days;
    extra_ = ExtraColumns(match);
    returns_ = ReturnMarks(match);
    currencies_ = CurrencyColumns(match);
    const auto further = [&](FactColumn column) {
        return FurtherNames(kind_.columns[position(column)], position(column), match);
    };
    outlets_.further = further(FactColumn::Outlet);
    products_.further = further(FactColumn::Product);
    quantity_unit_ = heading_unit(*match.matched[position(FactColumn::Quantity)], chosen_units_);
    price_unit_.clear();
    if (kind_.fact == facts::FactKind::Stock) return;
    const auto& price = match.matched[position(FactColumn::Price)];
    if (price) price_unit_ = heading_unit(*price, chosen_units_);
}

std::string_view FactImport::cell(const files::TableRow& row, FactColumn column) const {
    if (position(column) >= match_->matched.size()) return {};
    const auto& matched = match_->matched[position(column)];
    return matched ? files::trim(row.cell(matched->column)) : std::string_view{};
}

/// None after saying that the cell is shown by another scale than its heading's.
std::optional<std::int64_t> FactImport::scale_in(const files::TableRow& row,
                                                 FactColumn column,
                                                 RowIssues& issues) const {
    const auto& matched = *match_->matched[position(column)];
    const auto scale = scale_in_cell(row, matched.column, matched.scale);
    if (!scale) issues.add(position(column), "units_differ", shown_beside(row, matched));
    return scale;
}

std::optional<facts::FactRow> FactImport::parse(const files::TableRow& row, RowIssues& issues) {
    facts::FactRow fact{.row_number = row.number};
    read_cells(row, fact, issues);
    if (issues.any()) return std::nullopt;
    if (outlet_ < 0) issues.add(position(FactColumn::Outlet), "unknown_outlet", "");
    if (product_ < 0) issues.add(position(FactColumn::Product), "unknown_product", "");
    if (issues.any()) return std::nullopt;

    const auto key = (static_cast<std::uint64_t>(outlet_) << 40U) ^
                     (static_cast<std::uint64_t>(product_) << 20U) ^
                     static_cast<std::uint64_t>(fact.day.number() & 0xFFFFF);
    const auto first = add_up_ ? 0 : seen_.insert(key, issues.ordinal());
    if (first != 0) {
        issues.add(std::nullopt, "duplicate_fact", issues.place_of(first));
        return std::nullopt;
    }
    if (extra_.any()) {
        if (const auto wrong = extra_.fault(row)) {
            issues.add_in(wrong->column, wrong->code, row.cell(wrong->column));
            return std::nullopt;
        }
        fact.attributes = extra_.json(row);
    }
    return fact;
}

void FactImport::read_cells(const files::TableRow& row, facts::FactRow& fact, RowIssues& issues) {
    read_place(row, fact, issues);
    read_quantity(row, fact, issues);
    if (kind_.fact != facts::FactKind::Stock) read_money(row, fact, issues);
    if (kind_.fact == facts::FactKind::SellOut) read_shares(row, fact, issues);
}

void FactImport::read_place(const files::TableRow& row, facts::FactRow& fact, RowIssues& issues) {
    constexpr Day kFirstDay(1970, 1, 1);
    const auto fail = [&](FactColumn column, std::string_view code) {
        issues.add(position(column), code, cell(row, column));
    };
    auto day = files::parse_day(cell(row, FactColumn::Day), days_.chosen);
    if (!day && day.error().code == "ambiguous_day") {
        const auto column = match_->matched[position(FactColumn::Day)]->column;
        day = files::parse_day(cell(row, FactColumn::Day), days_.order_of(column));
    }
    if (!day) {
        fail(FactColumn::Day, day.error().code);
    } else if (*day > today_) {
        fail(FactColumn::Day, "future_day");
    } else if (*day < kFirstDay) {
        fail(FactColumn::Day, "day_too_early");
    } else {
        fact.day = *day;
    }
    outlet_ = refer(FactColumn::Outlet, outlets_, row, issues);
    product_ = refer(FactColumn::Product, products_, row, issues);
    if (outlet_ >= 0) fact.outlet_id.value = outlets_.ids[static_cast<std::size_t>(outlet_)];
    if (product_ >= 0) fact.product_id.value = products_.ids[static_cast<std::size_t>(product_)];
}

const Pack& FactImport::pack_of_row() const {
    static const Pack about_to_be_made{.unit = Product{}.unit};
    return product_ < 0 ? about_to_be_made : packs_[static_cast<std::size_t>(product_)];
}

std::optional<std::int64_t> FactImport::units_named(std::string_view word,
                                                    FactColumn column,
                                                    RowIssues& issues) {
    const auto& pack = pack_of_row();
    const auto size = unit_size(word, pack, chosen_units_);
    if (size) {
        if (!size->doubt.empty()) issues.doubt(size->doubt);
        if (size->doubt == "piece_taken") report_.units_in_doubt.emplace(word);
        return size->units;
    }
    const auto code = size.error().code;
    if (code != "number_too_large") report_.units_in_doubt.emplace(word);
    issues.add(position(column),
               code,
               code == "ambiguous_unit" ? unit_readings(word, pack)
                                        : fmt::format("{} ≠ {}", word, pack.unit));
    return std::nullopt;
}

/// Base units in one unit of the row: by its unit column, else as its quantity is shown, else by
/// the quantity's heading; all that is said has to agree. None after saying why it cannot be told.
std::optional<std::int64_t> FactImport::units_in(const files::TableRow& row, RowIssues& issues) {
    struct Said {
        std::string word;
        FactColumn column;
        std::string_view text;
    };
    if (product_ < 0 && !create_missing_) return 1;
    const auto& quantity = *match_->matched[position(FactColumn::Quantity)];
    const auto stated = cell(row, FactColumn::Unit);
    const std::array<Said, 3> all{
        {{stated.empty() ? "" : without_scale(files::fold(stated), quantity.scale),
          FactColumn::Unit,
          stated},
         {shown_unit(row, quantity.column, chosen_units_),
          FactColumn::Quantity,
          row.suffix(quantity.column)},
         {quantity_unit_, FactColumn::Quantity, quantity.header}}};
    const Said* first = nullptr;
    std::optional<std::int64_t> units = 1;
    for (const auto& said : all) {
        if (said.word.empty()) continue;
        if (first == nullptr) {
            first = &said;
            units = units_named(said.word, said.column, issues);
            if (!units) return std::nullopt;
            continue;
        }
        const auto size = unit_size(said.word, pack_of_row(), chosen_units_);
        if (size && size->units == *units) continue;
        issues.add(position(first->column),
                   "units_differ",
                   fmt::format("{} ≠ {}", first->text, said.text));
        return std::nullopt;
    }
    return units;
}

/// What the price of the row is for: as it is shown, else as its heading says, else as the row's
/// quantity counts.
std::int64_t FactImport::price_pack_in(const files::TableRow& row, RowIssues& issues) {
    if (kind_.fact == facts::FactKind::Stock) return pack_;
    const auto& price = match_->matched[position(FactColumn::Price)];
    if (!price || (product_ < 0 && !create_missing_)) return pack_;
    const auto shown = shown_unit(row, price->column, chosen_units_);
    const auto& word = shown.empty() ? price_unit_ : shown;
    return word.empty() ? pack_ : units_named(word, FactColumn::Price, issues).value_or(1);
}

void FactImport::read_quantity(const files::TableRow& row,
                               facts::FactRow& fact,
                               RowIssues& issues) {
    const auto units = units_in(row, issues);
    if (!units) return;
    pack_ = *units;
    price_pack_ = price_pack_in(row, issues);
    std::string scratch;
    const auto text =
        shown_figure(row, match_->matched[position(FactColumn::Quantity)]->column, scratch);
    const auto fail = [&](std::string_view code) {
        issues.add(position(FactColumn::Quantity), code, text);
    };
    // 1.5 boxes are whole pieces: the pack is multiplied in before the fraction is looked at.
    const auto scale = scale_in(row, FactColumn::Quantity, issues);
    if (!scale) return;
    const auto factor = times(pack_, *scale);
    const auto quantity = !factor        ? factor
                          : *factor == 1 ? files::parse_whole(text)
                                         : files::parse_multiple(text, *factor);
    if (!quantity) {
        fail(quantity_hint(quantity.error().code, text, pack_));
    } else if (!is_figure(*quantity)) {
        fail("number_too_large");
    } else if (kind_.fact == facts::FactKind::Stock && *quantity < 0) {
        fail("negative_stock");
    } else {
        fact.quantity.units = *quantity;
        if (*quantity > 0 && returns_.stand_in(row)) issues.doubt("return_as_sale");
    }
}

std::optional<std::int64_t> FactImport::money(const files::TableRow& row,
                                              FactColumn column,
                                              RowIssues& issues) const {
    if (cell(row, column).empty()) return std::nullopt;
    const auto at = match_->matched[position(column)]->column;
    std::string scratch;
    const auto text = shown_figure(row, at, scratch);
    if (shows_other_money(row, at) || text.find('$') != std::string_view::npos) {
        issues.add(position(column), "row_not_in_yuan", fmt::format("{}{}", text, row.suffix(at)));
        return std::nullopt;
    }
    const auto scale = scale_in(row, column, issues);
    if (!scale) return std::nullopt;
    const auto value = parse_cell(kind_.columns[position(column)].field, text, *scale);
    if (value) return std::get<std::int64_t>(*value);
    issues.add(position(column), value.error().code, text);
    return std::nullopt;
}

namespace {

bool signs_differ(std::int64_t one, std::int64_t other) {
    return (one > 0 && other < 0) || (one < 0 && other > 0);
}

}  // namespace

/// A value that is not stated is what the stated price makes of the quantity.
void FactImport::read_money(const files::TableRow& row, facts::FactRow& fact, RowIssues& issues) {
    const auto value = money(row, FactColumn::Value, issues);
    const auto price = money(row, FactColumn::Price, issues);
    const auto other = value || price ? currencies_.other_money(row) : std::nullopt;
    if (other) issues.add_in(*other, "row_not_in_yuan", row.cell(*other));
    if (price && *price < 0) {
        issues.add(position(FactColumn::Price), "price_negative", cell(row, FactColumn::Price));
    }
    if (price && kind_.fact == facts::FactKind::SellOut) {
        fact.price = Money{divided(*price, price_pack_)};
    }
    const auto worth = price ? worth_of(*price, fact.quantity.units, price_pack_) : 0;
    if (!worth)
        issues.add(position(FactColumn::Price), worth.error().code, cell(row, FactColumn::Price));
    else
        fact.value.minor = value.value_or(*worth);
    const auto units = fact.quantity.units;
    if (signs_differ(units, fact.value.minor)) issues.doubt("signs_differ");
    const bool has_column = match_->matched[position(FactColumn::Value)].has_value();
    if (has_column && !value && !price && units != 0) issues.doubt("value_missing");
    if (value && price && worth) compare_value(*worth, fact, issues);
}

/// Discounts make less of price times quantity, and prices are rounded. What is more than that, or
/// off by the pack, comes of boxes beside pieces.
void FactImport::compare_value(std::int64_t worth,
                               const facts::FactRow& fact,
                               RowIssues& issues) const {
    constexpr double kRounded = 0.02;   // prices of three figures
    constexpr double kDiscount = 0.25;  // nobody sells for less, but for gifts at nothing
    const auto value = std::abs(static_cast<double>(fact.value.minor));
    const auto stated = std::abs(static_cast<double>(worth));
    const auto units = std::abs(static_cast<double>(fact.quantity.units));
    if (value == 0 || units == 0) return;
    const auto box = static_cast<double>(pack_of_row().units_per_box);
    const auto slack = 1 + units / (2 * static_cast<double>(price_pack_));
    const auto is_near = [&](double what) {
        return std::abs(value - what) <= kRounded * what + slack;
    };
    const bool above = value > stated * (1 + kRounded) + slack;
    const bool below = value < stated * kDiscount - slack;
    if (!above && !below) return;
    const bool by_box = box > 1 && (is_near(stated * box) || is_near(stated / box));
    issues.doubt(by_box ? "value_off_by_box" : "value_not_price");
}

void FactImport::read_shares(const files::TableRow& row, facts::FactRow& fact, RowIssues& issues) {
    const auto share = [&](FactColumn column) -> std::optional<double> {
        const auto text = cell(row, column);
        if (text.empty()) return std::nullopt;
        if (text == "0") return 0.0;
        if (text == "1") return 1.0;
        const auto value = files::parse_share(text);
        if (value) return *value;
        if (const auto flag = files::parse_flag(text)) return *flag ? 1.0 : 0.0;
        issues.add(position(column), value.error().code, text);
        return std::nullopt;
    };
    fact.coupon = share(FactColumn::Coupon);
    fact.feature = share(FactColumn::Feature);
}

}  // namespace bihuan::imports
