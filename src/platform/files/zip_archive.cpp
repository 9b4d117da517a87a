#include "platform/files/zip_archive.h"

#include <algorithm>
#include <array>
#include <utility>

#include <zip.h>

#include "platform/files/messages.h"

namespace bihuan::files {

namespace {

constexpr std::uint64_t kFreeInflation = std::uint64_t{64} << 20U;
constexpr std::uint64_t kLargestRatio = 200;

Issue refusal(int zip_code) {
    const bool cut = zip_code == ZIP_ER_NOZIP || zip_code == ZIP_ER_EOF;
    return file_issue(cut ? "truncated_file" : "damaged_file");
}

std::string plain_name(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        const bool upper = c >= 'A' && c <= 'Z';
        plain += c == '\\' ? '/' : upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return plain.substr(std::min(plain.find_first_not_of('/'), plain.size()));
}

}  // namespace

void CloseZip::operator()(zip* archive) const {
    zip_discard(archive);
}

void CloseZipFile::operator()(zip_file* file) const {
    zip_fclose(file);
}

ZipStream::ZipStream(std::unique_ptr<zip_file, CloseZipFile> file,
                     std::uint64_t packed,
                     std::uint64_t limit)
    : file_(std::move(file)),
      limit_(std::min(limit, std::max(kFreeInflation, packed * kLargestRatio))) {}

std::size_t ZipStream::read(std::span<char> buffer) {
    if (!fault_.empty()) return 0;
    const auto got = zip_fread(file_.get(), buffer.data(), buffer.size());
    if (got < 0) {
        fault_ = "damaged_file";
        return 0;
    }
    inflated_ += static_cast<std::uint64_t>(got);
    if (inflated_ > limit_) {
        fault_ = "zip_bomb";
        return 0;
    }
    return static_cast<std::size_t>(got);
}

ZipArchive::ZipArchive(std::unique_ptr<zip, CloseZip> archive) : archive_(std::move(archive)) {
    constexpr std::uint64_t kMostNamed = 100'000;  // beyond any workbook; refused by its reader
    for (std::uint64_t i = 0; i < std::min<std::uint64_t>(entries(), kMostNamed); ++i) {
        const char* name = zip_get_name(archive_.get(), i, 0);
        if (name != nullptr) indices_[plain_name(name)].push_back(i);
    }
}

Result<ZipArchive> ZipArchive::open(const std::filesystem::path& path) {
    int code = 0;
    std::unique_ptr<zip, CloseZip> archive(zip_open(path.c_str(), ZIP_RDONLY, &code));
    if (!archive) return unexpected(refusal(code));
    return ZipArchive(std::move(archive));
}

Result<ZipArchive> ZipArchive::open_bytes(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), /*freep=*/0, &error);
    std::unique_ptr<zip, CloseZip> archive;
    if (source != nullptr) {
        archive.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
        if (!archive) zip_source_free(source);
    }
    const int code = zip_error_code_zip(&error);
    zip_error_fini(&error);
    if (!archive) return unexpected(refusal(code));
    return ZipArchive(std::move(archive));
}

bool ZipArchive::has(const std::string& name) const {
    return indices_.contains(plain_name(name));
}

std::optional<std::uint64_t> ZipArchive::index_of(const std::string& name) const {
    const auto found = indices_.find(plain_name(name));
    if (found == indices_.end() || found->second.size() > 1) return std::nullopt;
    return found->second.front();
}

bool ZipArchive::has_ending(std::string_view ending) const {
    const auto plain = plain_name(ending);
    return std::any_of(indices_.begin(), indices_.end(), [&](const auto& entry) {
        return entry.first.ends_with(plain);
    });
}

std::size_t ZipArchive::entries() const {
    return static_cast<std::size_t>(zip_get_num_entries(archive_.get(), 0));
}

Result<ZipStream> ZipArchive::stream(const std::string& name, std::uint64_t limit) const {
    zip_stat_t stat;
    zip_stat_init(&stat);
    const auto index = index_of(name);
    if (!index || zip_stat_index(archive_.get(), *index, 0, &stat) != 0) {
        return unexpected(file_issue("damaged_file", {}, name));
    }
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
        return unexpected(file_issue("encrypted_file"));
    }
    std::unique_ptr<zip_file, CloseZipFile> file(zip_fopen_index(archive_.get(), *index, 0));
    if (!file) return unexpected(file_issue("damaged_file", {}, name));
    return ZipStream(std::move(file), stat.comp_size, limit);
}

std::uint64_t ZipArchive::inflated_size(const std::string& name) const {
    zip_stat_t stat;
    zip_stat_init(&stat);
    const auto index = index_of(name);
    return index && zip_stat_index(archive_.get(), *index, 0, &stat) == 0 ? stat.size : 0;
}

std::string ZipArchive::parse(const std::string& name,
                              XmlHandler& handler,
                              std::uint64_t limit) const {
    auto opened = stream(name, limit);
    if (!opened) return opened.error().front().code;
    XmlParser parser(handler);
    std::array<char, 32768> buffer{};
    for (;;) {
        const auto got = opened->read(buffer);
        if (!opened->fault().empty()) return std::string(opened->fault());
        if (!parser.feed({buffer.data(), got}, got == 0)) return std::string(parser.fault());
        if (got == 0) return {};
    }
}

}  // namespace bihuan::files
