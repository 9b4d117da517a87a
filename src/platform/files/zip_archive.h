#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "platform/files/xml_parser.h"

struct zip;
struct zip_file;

namespace bihuan::files {

struct CloseZip {
    void operator()(zip* archive) const;
};
struct CloseZipFile {
    void operator()(zip_file* file) const;
};

/// One entry being inflated, with a limit on what it may inflate to: an absolute one, and two
/// hundred times its packed size once it is past 64 MiB.
class ZipStream {
public:
    ZipStream(std::unique_ptr<zip_file, CloseZipFile> file,
              std::uint64_t packed,
              std::uint64_t limit);

    /// 0 at the end or when `fault` is set.
    std::size_t read(std::span<char> buffer);
    /// "zip_bomb", "damaged_file" (also a wrong checksum), else empty.
    std::string_view fault() const { return fault_; }
    std::uint64_t inflated() const { return inflated_; }

private:
    std::unique_ptr<zip_file, CloseZipFile> file_;
    std::uint64_t limit_;
    std::uint64_t inflated_ = 0;
    std::string_view fault_;
};

/// A zip file that is only read. Its directory at the end counts: what programs write in front of
/// each entry differs in time and version. Names are the same in any case and with \ for /.
class ZipArchive {
public:
    /// Codes: "truncated_file", "damaged_file".
    static Result<ZipArchive> open(const std::filesystem::path& path);
    /// The bytes are kept by the caller.
    static Result<ZipArchive> open_bytes(std::string_view bytes);

    bool has(const std::string& name) const;
    /// Whether any entry's name ends so.
    bool has_ending(std::string_view ending) const;
    std::size_t entries() const;

    /// Codes: "damaged_file" when there is no such entry, "encrypted_file".
    Result<ZipStream> stream(const std::string& name, std::uint64_t limit) const;
    std::uint64_t inflated_size(const std::string& name) const;

    /// Feeds a whole entry to the handler. The code of what went wrong; empty when nothing did.
    std::string parse(const std::string& name, XmlHandler& handler, std::uint64_t limit) const;

private:
    explicit ZipArchive(std::unique_ptr<zip, CloseZip> archive);

    /// The entry of that name; none when it is absent, or there twice: which one a reader takes
    /// would be chance.
    std::optional<std::uint64_t> index_of(const std::string& name) const;

    std::unique_ptr<zip, CloseZip> archive_;
    std::map<std::string, std::vector<std::uint64_t>, std::less<>> indices_;  ///< By plain name.
};

}  // namespace bihuan::files
