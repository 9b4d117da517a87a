#include "platform/files/content_check.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/encoding_guess.h"
#include "platform/files/messages.h"
#include "platform/files/text.h"

namespace bihuan::files {

namespace {

constexpr std::size_t kHead = std::size_t{64} << 10U;
constexpr std::string_view kOle{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"};

std::string read_head(ByteSource& source, std::size_t bytes) {
    std::string head(static_cast<std::size_t>(std::min<std::uint64_t>(bytes, source.size())), '\0');
    head.resize(source.read(head));
    source.rewind();
    return head;
}

/// Excel wraps a workbook with a password in an OLE file whose directory names "EncryptedPackage".
bool is_encrypted_workbook(ByteSource& source) {
    constexpr std::size_t kSearched = std::size_t{16} << 20U;
    std::string name;
    for (const char c : std::string_view("EncryptedPackage")) {
        name.push_back(c);
        name.push_back('\0');
    }
    return read_head(source, kSearched).find(name) != std::string::npos;
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view beginning) {
        return text.starts_with(beginning);
    });
}

bool is_known_binary(std::string_view head) {
    return starts_with_any(
        head,
        {"%PDF", "\x89PNG", "\xFF\xD8\xFF", "GIF8", "\x1F\x8B", "7z\xBC\xAF", "Rar!", "{\\rtf"});
}

bool has_utf16_mark(std::string_view head) {
    return starts_with_any(head, {"\xFF\xFE", "\xFE\xFF"});
}

/// The code of what pretends to be a table but is markup; empty for anything else.
std::string_view markup_fault(std::string_view head) {
    constexpr std::size_t kLooked = 256;
    std::string lower(trim(head).substr(0, kLooked));
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (starts_with_any(lower, {"<html", "<!doctype html", "<table", "<head", "<meta"})) {
        return "html_file";
    }
    return lower.starts_with("<?xml") ? "xml_workbook" : "";
}

}  // namespace

Result<TableKind> check_content(ByteSource& source) {
    const auto head = read_head(source, kHead);
    if (trim(head).empty() && head.size() < kHead) return unexpected(file_issue("empty_file"));
    if (head.starts_with("PK\x03\x04")) return TableKind::Xlsx;
    if (head.starts_with("PK\x05\x06")) return unexpected(file_issue("not_a_workbook"));
    if (head.starts_with(kOle)) {
        return unexpected(
            file_issue(is_encrypted_workbook(source) ? "encrypted_file" : "old_workbook"));
    }
    if (is_known_binary(head)) return unexpected(file_issue("binary_file"));
    if (const auto fault = markup_fault(head); !fault.empty()) {
        return unexpected(file_issue(fault));
    }
    constexpr std::size_t kBinaryNuls = 8;
    const auto nuls = std::count(head.begin(), head.end(), '\0');
    const bool text = has_utf16_mark(head) || !guess_utf16(head).empty();
    if (!text && static_cast<std::size_t>(nuls) >= kBinaryNuls) {
        return unexpected(file_issue("binary_file"));
    }
    return TableKind::Csv;
}

}  // namespace bihuan::files
