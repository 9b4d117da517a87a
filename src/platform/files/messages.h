#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

// Every way a table file can be refused or a cell be wrong has a stable code, and one sentence per
// language that says what is expected and what to do.
namespace bihuan::files {

enum class Language : std::uint8_t { Chinese, English };

struct Message {
    std::string_view code;
    std::string_view chinese;
    std::string_view english;
};

/// All codes of this module, sorted by code.
std::span<const Message> messages();

/// The sentence for a code; the code itself when it is not one of this module's.
std::string_view message(std::string_view code, Language language);

/// An issue with the English sentence of its code. `field` as made by place.h.
Issue file_issue(std::string_view code, std::string field = {}, std::string_view found = {});

}  // namespace bihuan::files
