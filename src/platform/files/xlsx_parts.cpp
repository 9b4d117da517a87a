#include "platform/files/xlsx_parts.h"

#include <charconv>
#include <map>
#include <utility>

#include "platform/files/messages.h"
#include "platform/files/xlsx_cell.h"

namespace bihuan::files {

namespace {

constexpr std::uint64_t kSmallPart = std::uint64_t{16} << 20U;
constexpr std::uint64_t kStringsPart = std::uint64_t{1} << 30U;
constexpr std::size_t kStringsText = std::size_t{256} << 20U;
constexpr std::size_t kMostStrings = 10'000'000;
constexpr std::size_t kMostEntries = 10'000;

int to_int(std::string_view text) {
    int value = -1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

bool is_true(std::string_view text) {
    return text == "1" || text == "true";
}

struct Relation {
    std::string type;
    std::string target;
};

class RelationsHandler final : public XmlHandler {
public:
    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name != "Relationship") return;
        const auto type = attributes["Type"];
        relations[std::string(attributes["Id"])] = {
            .type = std::string(type.substr(type.rfind('/') + 1)),
            .target = std::string(attributes["Target"])};
    }
    void end(std::string_view /*name*/) override {}

    std::map<std::string, Relation, std::less<>> relations;
};

struct SheetEntry {
    std::string name;
    std::string relation;
};

/// Excel takes 31 letters, others some more; whatever is longer would stand in every report.
constexpr std::size_t kLongestSheetName = 1000;

class WorkbookHandler final : public XmlHandler {
public:
    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "workbookPr") from_1904 = is_true(attributes["date1904"]);
        if (name != "sheet") return;
        const auto state = attributes["state"];
        std::string title(attributes["name"]);
        decode_escapes(title);
        long_name = long_name || title.size() > kLongestSheetName;
        if (state == "hidden" || state == "veryHidden") {
            hidden.push_back(std::move(title));
            return;
        }
        sheets.push_back(
            {.name = std::move(title), .relation = std::string(attributes.prefixed("id"))});
    }
    void end(std::string_view /*name*/) override {}

    bool from_1904 = false;
    bool long_name = false;
    std::vector<SheetEntry> sheets;
    std::vector<std::string> hidden;
};

class StylesHandler final : public XmlHandler {
public:
    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "numFmt") {
            codes_[to_int(attributes["numFmtId"])] = attributes["formatCode"];
        } else if (name == "cellXfs") {
            in_cells_ = true;
        } else if (name == "xf" && in_cells_) {
            const int id = to_int(attributes["numFmtId"]);
            const auto code = codes_.find(id);
            formats.push_back(
                read_number_format(id, code == codes_.end() ? std::string() : code->second));
        }
    }
    void end(std::string_view name) override {
        if (name == "cellXfs") in_cells_ = false;
    }

    std::vector<NumberFormat> formats;

private:
    std::map<int, std::string> codes_;
    bool in_cells_ = false;
};

/// A relation's target as an entry of the archive, seen from a part in `folder`.
std::string resolve(std::string_view folder, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    std::string base(folder);
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        const auto slash = base.find_last_of('/', base.empty() ? 0 : base.size() - 2);
        base = slash == std::string::npos ? "" : base.substr(0, slash + 1);
    }
    if (target.starts_with("./")) target.remove_prefix(2);
    return base + std::string(target);
}

/// "xl/workbook.xml" wherever the package says it is; empty when it has none.
Result<std::string> find_workbook_part(const ZipArchive& archive) {
    RelationsHandler package;
    if (!archive.has("_rels/.rels")) return std::string();
    if (const auto fault = archive.parse("_rels/.rels", package, kSmallPart); !fault.empty()) {
        return unexpected(file_issue(fault));
    }
    for (const auto& [id, relation] : package.relations) {
        if (relation.type == "officeDocument") return resolve("", relation.target);
    }
    return std::string();
}

std::string_view package_fault(const ZipArchive& archive) {
    if (archive.entries() > kMostEntries) return "zip_bomb";
    if (archive.has_ending("vbaProject.bin")) return "macro_workbook";
    if (archive.has("xl/workbook.bin")) return "wide_binary_workbook";
    return {};
}

/// What the workbook's relations say about styles, strings and where each sheet is.
void apply_relations(const RelationsHandler& relations,
                     std::string_view folder,
                     const std::vector<SheetEntry>& entries,
                     Workbook& workbook) {
    for (const auto& [id, relation] : relations.relations) {
        if (relation.type == "styles") workbook.styles_part = resolve(folder, relation.target);
        if (relation.type == "sharedStrings") {
            workbook.strings_part = resolve(folder, relation.target);
        }
    }
    for (const auto& entry : entries) {
        const auto relation = relations.relations.find(entry.relation);
        if (relation == relations.relations.end() || relation->second.type != "worksheet") continue;
        workbook.sheets.push_back(
            {.name = entry.name, .part = resolve(folder, relation->second.target)});
    }
}

}  // namespace

Result<Workbook> read_workbook(const ZipArchive& archive) {
    if (const auto fault = package_fault(archive); !fault.empty()) {
        return unexpected(file_issue(fault));
    }
    const auto part = find_workbook_part(archive);
    if (!part) return tl::unexpected(part.error());
    if (part->empty() || !archive.has(*part)) return unexpected(file_issue("not_a_workbook"));

    const auto slash = part->rfind('/') + 1;
    const auto folder = part->substr(0, slash);
    WorkbookHandler book;
    RelationsHandler relations;
    StylesHandler styles;
    auto fault = archive.parse(*part, book, kSmallPart);
    if (fault.empty()) {
        const auto name = folder + "_rels/" + part->substr(slash) + ".rels";
        fault = archive.parse(name, relations, kSmallPart);
    }
    Workbook workbook;
    workbook.from_1904 = book.from_1904;
    apply_relations(relations, folder, book.sheets, workbook);
    if (fault.empty() && archive.has(workbook.styles_part)) {
        fault = archive.parse(workbook.styles_part, styles, kSmallPart);
    }
    if (fault.empty() && workbook.sheets.empty()) fault = "not_a_workbook";
    if (fault.empty() && book.long_name) fault = "long_sheet_name";
    if (!fault.empty()) return unexpected(file_issue(fault));
    workbook.formats = std::move(styles.formats);
    workbook.hidden = std::move(book.hidden);
    return workbook;
}

class StringsHandler final : public XmlHandler {
public:
    explicit StringsHandler(SharedStrings& strings) : strings_(strings) {}

    void start(std::string_view name, const XmlAttributes& /*attributes*/) override {
        if (name == "rPh") phonetic_ = true;  // reading aids are no part of the text
        if (name == "t") in_text_ = !phonetic_;
    }
    void end(std::string_view name) override {
        if (name == "rPh") phonetic_ = false;
        if (name == "t") in_text_ = false;
        if (name != "si") return;
        decode_escapes(strings_.text_, strings_.ends_.empty() ? 0 : strings_.ends_.back());
        strings_.ends_.push_back(strings_.text_.size());
    }
    void text(std::string_view text) override {
        if (in_text_ && strings_.text_.size() <= kStringsText) strings_.text_ += text;
    }
    std::string_view fault() const override {
        const bool too_many =
            strings_.text_.size() > kStringsText || strings_.ends_.size() > kMostStrings;
        return too_many ? "too_many_strings" : "";
    }

private:
    SharedStrings& strings_;
    bool phonetic_ = false;
    bool in_text_ = false;
};

Result<SharedStrings> SharedStrings::read(const ZipArchive& archive, const std::string& part) {
    SharedStrings strings;
    if (part.empty() || !archive.has(part)) return strings;
    StringsHandler handler(strings);
    const auto fault = archive.parse(part, handler, kStringsPart);
    if (!fault.empty()) return unexpected(file_issue(fault));
    return strings;
}

std::string_view SharedStrings::operator[](std::size_t index) const {
    const auto begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(text_).substr(begin, ends_[index] - begin);
}

}  // namespace bihuan::files
