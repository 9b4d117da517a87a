#include "platform/files/table_reader.h"

#include <algorithm>
#include <utility>

#include "platform/files/byte_source.h"
#include "platform/files/content_check.h"
#include "platform/files/csv_reader.h"
#include "platform/files/encoding.h"
#include "platform/files/messages.h"
#include "platform/files/text.h"
#include "platform/files/xlsx_reader.h"
#include "platform/files/zip_archive.h"

namespace bihuan::files {

namespace {

/// Keeps the bytes for a reader that only looks at them.
class OwningReader final : public TableReader {
public:
    OwningReader(std::shared_ptr<const std::string> bytes, std::unique_ptr<TableReader> reader)
        : bytes_(std::move(bytes)), reader_(std::move(reader)) {}

    std::optional<TableRow> next() override { return reader_->next(); }
    const Issues& issues() const override { return reader_->issues(); }
    const TableFormat& format() const override { return reader_->format(); }
    double progress() const override { return reader_->progress(); }
    Result<std::unique_ptr<TableReader>> open_sheet(const std::string& name) const override {
        auto opened = reader_->open_sheet(name);
        if (!opened) return tl::unexpected(opened.error());
        return std::make_unique<OwningReader>(bytes_, std::move(*opened));
    }

private:
    std::shared_ptr<const std::string> bytes_;
    std::unique_ptr<TableReader> reader_;
};

Result<std::unique_ptr<TableReader>> open_archive(Result<ZipArchive> archive,
                                                  const TableOptions& options) {
    if (!archive) return tl::unexpected(archive.error());
    return open_xlsx(std::move(*archive), options);
}

std::optional<Issue> check_options(const TableOptions& options) {
    const auto& name = options.encoding;
    if (name.empty() || std::find(kEncodings.begin(), kEncodings.end(), name) != kEncodings.end())
        return std::nullopt;
    return file_issue("unknown_encoding", {}, name);
}

}  // namespace

bool TableRow::blank() const {
    return std::all_of(
        cells.begin(), cells.end(), [](std::string_view cell) { return trim(cell).empty(); });
}

Result<std::unique_ptr<TableReader>> TableReader::open_sheet(const std::string& name) const {
    return unexpected(file_issue("missing_sheet", {}, name));
}

Result<std::unique_ptr<TableReader>> open_table(const std::filesystem::path& path,
                                                const TableOptions& options) {
    if (const auto wrong = check_options(options)) return unexpected(*wrong);
    auto source = file_source(path);
    const auto kind = check_content(*source);
    if (!kind) return tl::unexpected(kind.error());
    if (*kind == TableKind::Csv) return open_csv(std::move(source), options);
    return open_archive(ZipArchive::open(path), options);
}

Result<std::unique_ptr<TableReader>> open_table_bytes(std::string bytes,
                                                      const TableOptions& options) {
    if (const auto wrong = check_options(options)) return unexpected(*wrong);
    const auto kept = std::make_shared<const std::string>(std::move(bytes));
    auto source = memory_source(*kept);
    const auto kind = check_content(*source);
    if (!kind) return tl::unexpected(kind.error());
    if (*kind == TableKind::Csv) {
        auto reader = open_csv(std::move(source), options);
        return std::make_unique<OwningReader>(kept, std::move(reader));
    }
    auto reader = open_archive(ZipArchive::open_bytes(*kept), options);
    if (!reader) return tl::unexpected(reader.error());
    return std::make_unique<OwningReader>(kept, std::move(*reader));
}

}  // namespace bihuan::files
