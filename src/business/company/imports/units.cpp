#include "business/company/imports/units.h"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "base/describe.h"
#include "base/error.h"
#include "platform/files/heading_scale.h"
#include "platform/files/heading_units.h"
#include "platform/files/text.h"

namespace bihuan::imports {

namespace {

using Words = std::span<const std::string_view>;

bool is_one_of(std::string_view word, Words words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_box(std::string_view unit) {
    constexpr std::array<std::string_view, 10> kWords{
        "箱", "整箱", "件/箱", "box", "boxes", "case", "cases", "ctn", "carton", "cartons"};
    return is_one_of(unit, kWords);
}

bool is_pallet(std::string_view unit) {
    constexpr std::array<std::string_view, 5> kWords{"托", "托盘", "板", "pallet", "pallets"};
    return is_one_of(unit, kWords);
}

/// One article, whatever it is: never a box.
bool is_each(std::string_view unit) {
    constexpr std::array<std::string_view, 11> kWords{"基本单位",
                                                      "最小单位",
                                                      "单品",
                                                      "pc",
                                                      "pcs",
                                                      "piece",
                                                      "pieces",
                                                      "ea",
                                                      "each",
                                                      "unit",
                                                      "units"};
    return is_one_of(unit, kWords);
}

/// A piece to some, a box to others.
bool is_piece_or_box(std::string_view unit) {
    return unit == "件" || unit == "整件";
}

}  // namespace

bool are_same_unit(std::string_view one, std::string_view other) {
    constexpr std::array<std::string_view, 4> kBottle{"瓶", "bottle", "bottles", "btl"};
    constexpr std::array<std::string_view, 3> kBag{"袋", "bag", "bags"};
    constexpr std::array<std::string_view, 6> kCan{"罐", "听", "can", "cans", "tin", "tins"};
    constexpr std::array<std::string_view, 4> kPacket{"包", "pack", "packs", "packet"};
    constexpr std::array<std::string_view, 3> kCup{"杯", "cup", "cups"};
    constexpr std::array<std::string_view, 2> kStick{"支", "枝"};
    constexpr std::array<std::string_view, 8> kPiece{
        "件", "个", "只", "pc", "pcs", "piece", "pieces", "ea"};
    constexpr std::array<std::string_view, 6> kCase{
        "箱", "case", "cases", "carton", "cartons", "ctn"};
    constexpr std::array<std::string_view, 2> kBox{"box", "boxes"};
    const std::array<Words, 9> groups{
        kBottle, kBag, kCan, kPacket, kCup, kStick, kPiece, kCase, kBox};
    return one == other || std::any_of(groups.begin(), groups.end(), [&](Words same) {
               return is_one_of(one, same) && is_one_of(other, same);
           });
}

namespace {

files::CellResult<UnitSize> size_of(UnitLevel level, const Pack& pack) {
    if (level == UnitLevel::Base) return UnitSize{};
    // A box of one is what a product has of which nobody said how it is packed.
    const std::string_view doubt = pack.units_per_box == 1 ? "box_of_one" : "";
    if (level == UnitLevel::Box) return UnitSize{.units = pack.units_per_box, .doubt = doubt};
    std::int64_t units = 0;
    if (__builtin_mul_overflow(pack.units_per_box, pack.boxes_per_pallet, &units) ||
        units > static_cast<std::int64_t>(kMostFigure))
        return tl::unexpected(files::CellFault{"number_too_large"});
    return UnitSize{.units = units, .doubt = doubt};
}

/// 件 of a product that nobody gave a unit of its own: whatever goods are sold in is one of them.
files::CellResult<UnitSize> size_of_piece(std::string_view word, const Pack& pack) {
    if (word == "件" && pack.units_per_box > 1) return UnitSize{.doubt = "piece_taken"};
    const bool same = are_same_unit(word, "件");
    if (same || files::is_container(word)) return UnitSize{.doubt = same ? "" : "unit_not_stated"};
    if (word == "整件") return tl::unexpected(files::CellFault{"ambiguous_unit"});
    return tl::unexpected(files::CellFault{"unknown_unit"});
}

/// 销售箱数: something is said of boxes, understood or not.
bool mentions_pack(std::string_view text) {
    constexpr std::array<std::string_view, 9> kPacks{
        "箱", "件", "托", "整板", "box", "case", "carton", "ctn", "pallet"};
    constexpr std::array<std::string_view, 9> kOthers{
        "条件", "文件", "软件", "附件", "邮件", "配件", "委托", "邮箱", "冰箱"};
    std::string rest(text);
    for (const auto other : kOthers)
        for (auto at = rest.find(other); at != std::string::npos; at = rest.find(other))
            rest.replace(at, other.size(), 1, ' ');
    return std::any_of(kPacks.begin(), kPacks.end(), [&](std::string_view pack) {
        return rest.find(pack) != std::string::npos;
    });
}

/// Without what may stand before and behind a unit: 按箱计, 每箱, 箱数, per box.
std::string_view bare(std::string_view part) {
    constexpr std::array<std::string_view, 6> kBefore{"按", "以", "每", "为", "per ", "in "};
    constexpr std::array<std::string_view, 4> kBehind{"为单位", "计数", "计", "数"};
    part = files::trim(part);
    for (const auto word : kBefore)
        if (part.starts_with(word)) part.remove_prefix(word.size());
    for (const auto word : kBehind)
        if (part.ends_with(word)) part.remove_suffix(word.size());
    return files::scaled_unit(files::trim(part)).unit;
}

/// 元/箱, 箱/周, 元每箱: both sides.
std::vector<std::string_view> sides_of(std::string_view statement) {
    for (const std::string_view mark : {"/", "每", " per "}) {
        const auto at = statement.find(mark);
        if (at == std::string_view::npos) continue;
        return {bare(statement.substr(0, at)), bare(statement.substr(at + mark.size()))};
    }
    return {bare(statement)};
}

/// The one unit that brackets name; all that they say where boxes are meant in some other way.
std::string unit_of_statements(std::string_view text, const UnitChoice& chosen) {
    std::string_view unit;
    bool clear = true;
    const auto hear = [&](std::string_view side) {
        const bool known = is_unit_word(side, chosen);
        if (known ? !unit.empty() && unit != side : mentions_pack(side)) clear = false;
        if (known) unit = side;
    };
    for (const auto statement : files::heading_statements(text)) {
        const auto whole = bare(statement);
        const auto sides = is_unit_word(whole, chosen) ? std::vector<std::string_view>{whole}
                                                       : sides_of(statement);
        std::for_each(sides.begin(), sides.end(), hear);
    }
    if (clear) return std::string(unit);
    return mentions_pack(text) ? std::string(text) : "";
}

/// 箱数, 销售箱数.
std::string unit_of_name(std::string_view key, const UnitChoice& chosen) {
    constexpr std::array<std::string_view, 16> kSold{"销售",
                                                     "出货",
                                                     "发货",
                                                     "进货",
                                                     "采购",
                                                     "订货",
                                                     "成交",
                                                     "动销",
                                                     "库存",
                                                     "入库",
                                                     "出库",
                                                     "实际",
                                                     "本期",
                                                     "期末",
                                                     "总",
                                                     "数量"};
    if (chosen.contains(key)) return std::string(key);
    auto stem = key;
    for (const auto word : kSold)
        if (stem.starts_with(word)) stem.remove_prefix(word.size());
    const bool counted = stem.ends_with("数");
    stem = bare(stem);
    if ((counted || is_pack_word(stem)) && is_unit_word(stem, chosen)) return std::string(stem);
    return mentions_pack(key) ? std::string(key) : "";
}

constexpr std::array<std::pair<UnitLevel, std::string_view>, 3> kLevelNames{
    {{UnitLevel::Base, "base"}, {UnitLevel::Box, "box"}, {UnitLevel::Pallet, "pallet"}}};
constexpr std::array<std::pair<UnitLevel, std::string_view>, 3> kLevelWords{
    {{UnitLevel::Base, "基本单位"}, {UnitLevel::Box, "箱"}, {UnitLevel::Pallet, "托"}}};

}  // namespace

std::string without_scale(const std::string& unit, std::int64_t scale) {
    const auto scaled = files::scaled_unit(unit);
    return scaled.scale == scale ? std::string(scaled.unit) : unit;
}

std::string_view unit_level_name(UnitLevel level) {
    return kLevelNames.at(static_cast<std::size_t>(level)).second;
}

UnitLevel unit_level_of(std::string_view name) {
    for (const auto& names : {kLevelNames, kLevelWords})
        for (const auto& [level, known] : names)
            if (known == name) return level;
    throw Error(
        ErrorCode::InvalidInput,
        fmt::format("A unit is base, box or pallet, not '{}'.", name),
        {{"not_a_choice", "/options/units", "Write base, box or pallet.", std::string(name)}});
}

files::CellResult<UnitSize> unit_size(std::string_view word,
                                      const Pack& pack,
                                      const UnitChoice& chosen) {
    const auto said = chosen.find(word);
    if (said != chosen.end()) return size_of(said->second, pack);
    const auto own = files::fold(pack.unit);
    const bool named = word == own || (are_same_unit(word, own) && !is_piece_or_box(word));
    if (named && own != "件") return UnitSize{};
    if (is_box(word) && own == "盒" && word.starts_with("box"))
        return tl::unexpected(files::CellFault{"ambiguous_unit"});
    if (is_box(word)) return size_of(UnitLevel::Box, pack);
    if (is_pallet(word)) return size_of(UnitLevel::Pallet, pack);
    if (is_each(word)) return UnitSize{};
    if (own == "件" && (is_piece_or_box(word) || !is_pack_word(word)))
        return size_of_piece(word, pack);
    return tl::unexpected(files::CellFault{is_pack_word(word) ? "ambiguous_unit" : "unknown_unit"});
}

bool is_unit_word(std::string_view word, const UnitChoice& chosen) {
    return chosen.contains(word) || files::is_goods_unit(word);
}

std::string heading_unit(const files::MatchedColumn& column, const UnitChoice& chosen) {
    if (chosen.contains(column.unit)) return column.unit;
    if (auto unit = unit_of_statements(column.unit, chosen); !unit.empty()) return unit;
    return unit_of_name(files::header_key(column.header), chosen);
}

bool is_pack_word(std::string_view word) {
    return is_box(word) || is_pallet(word) || is_piece_or_box(word) || mentions_pack(word);
}

std::string unit_readings(std::string_view word, const Pack& pack) {
    if (pack.units_per_box == 1) return fmt::format("{} = 1 {} / ? {}", word, pack.unit, pack.unit);
    return fmt::format("{} = 1 {} / {} {}", word, pack.unit, pack.units_per_box, pack.unit);
}

}  // namespace bihuan::imports
