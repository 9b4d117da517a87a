#include "platform/http/assets.h"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"

namespace bihuan::http {

namespace {

// FNV-1a, 64 bits: the tag must change with the bytes, not withstand an attack.
std::uint64_t hash_of(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3ULL;
    }
    return hash;
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool looks_like_a_file(std::string_view path) {
    const auto slash = path.rfind('/');
    return path.substr(slash + 1).find('.') != std::string_view::npos;
}

}  // namespace

Assets::Assets(const std::vector<File>& files) {
    for (const auto& file : files) {
        std::string path = "/" + file.path;
        if (path.ends_with(".br")) {
            entries_[path.substr(0, path.size() - 3)].brotli = file.bytes;
        } else if (path.ends_with(".gz")) {
            entries_[path.substr(0, path.size() - 3)].gzip = file.bytes;
        } else {
            entries_[path].plain = file.bytes;
        }
    }
    std::erase_if(entries_, [](const auto& entry) { return entry.second.plain.data() == nullptr; });
    for (auto& [path, entry] : entries_) entry.etag = fmt::format("{:016x}", hash_of(entry.plain));
}

Assets Assets::folder(const std::filesystem::path& folder) {
    if (!std::filesystem::is_directory(folder))
        throw Error(ErrorCode::NotFound, fmt::format("There is no folder {}.", folder.string()));
    std::vector<std::string> names;
    auto contents = std::make_shared<std::vector<std::string>>();
    for (const auto& item : std::filesystem::recursive_directory_iterator(folder)) {
        if (!item.is_regular_file()) continue;
        names.push_back(item.path().lexically_relative(folder).generic_string());
        contents->push_back(read_file(item.path()));
    }
    std::vector<File> files;
    for (std::size_t i = 0; i < names.size(); ++i) files.push_back({names[i], (*contents)[i]});
    Assets assets(files);
    assets.owned_ = std::move(contents);
    return assets;
}

std::optional<Response> Assets::find(const Request& request) const {
    std::string name;
    const auto* entry = entry_of(request.path, name);
    if (entry == nullptr) return std::nullopt;

    const auto accepted = request.headers.get("Accept-Encoding");
    SharedBytes body{entry->plain, owned_};
    std::string_view coding;
    if (!entry->brotli.empty() && has_token(accepted, "br")) {
        body.bytes = entry->brotli;
        coding = "br";
    } else if (!entry->gzip.empty() && has_token(accepted, "gzip")) {
        body.bytes = entry->gzip;
        coding = "gzip";
    }

    const auto etag = coding.empty() ? fmt::format("\"{}\"", entry->etag)
                                     : fmt::format("\"{}-{}\"", entry->etag, coding);
    Response response;
    response.headers.set("ETag", etag);
    response.headers.set("Vary", "Accept-Encoding");
    response.headers.set(
        "Cache-Control",
        name.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    if (has_token(request.headers.get("If-None-Match"), etag)) {
        response.status = 304;
        return response;
    }
    response.headers.set("Content-Type", media_type(name));
    if (!coding.empty()) response.headers.set("Content-Encoding", coding);
    response.body = std::move(body);
    return response;
}

const Assets::Entry* Assets::entry_of(std::string_view path, std::string& name) const {
    name = path;
    if (const auto found = entries_.find(path); found != entries_.end()) return &found->second;
    if (looks_like_a_file(path)) return nullptr;
    name = "/index.html";
    const auto index = entries_.find(name);
    return index == entries_.end() ? nullptr : &index->second;
}

}  // namespace bihuan::http
