#pragma once

#include <filesystem>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.h"

namespace bihuan::http {

/// The web client's files, in memory. A file "a.js" may have compressed sisters "a.js.br" and
/// "a.js.gz", which are sent instead when the browser takes them.
class Assets {
public:
    struct File {
        std::string path;  ///< "index.html", "assets/app-5f3a.js"
        std::string_view bytes;
    };

    Assets() = default;
    /// Files whose bytes outlive the server (bihuan_embed_files).
    explicit Assets(const std::vector<File>& files);
    /// `files` is the array that bihuan_embed_files made: path, begin, end.
    template <class EmbeddedFiles>
    static Assets embedded(const EmbeddedFiles& files) {
        std::vector<File> list;
        list.reserve(std::size(files));
        for (const auto& file : files)
            list.push_back(
                {file.path, {file.begin, static_cast<std::size_t>(file.end - file.begin)}});
        return Assets(list);
    }
    /// Reads a folder once, at start. Throws Error(NotFound) when there is no such folder.
    static Assets folder(const std::filesystem::path& folder);

    bool empty() const { return entries_.empty(); }
    /// GET and HEAD of a file: ETag and 304, /assets/* immutable for a year, everything else
    /// revalidated. A path without a dot in its last part that is no file gives index.html (the
    /// client routes itself). None for other paths.
    std::optional<Response> find(const Request& request) const;

private:
    struct Entry {
        std::string_view plain;
        std::string_view brotli;
        std::string_view gzip;
        std::string etag;
    };

    const Entry* entry_of(std::string_view path, std::string& name) const;

    std::map<std::string, Entry, std::less<>> entries_;
    std::shared_ptr<const std::vector<std::string>> owned_;
};

}  // namespace bihuan::http
