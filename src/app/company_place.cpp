#include "app/company_place.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string_view>

#include <fmt/format.h>

#include "platform/database/company_address.h"

namespace bihuan {

namespace {

constexpr std::string_view kOption = "--company";

/// Overwrites the text in its place, which has no room for more.
void overwrite(char* place, const std::string& text) {
    const auto room = std::strlen(place);
    std::memset(place, 0, room);
    std::memcpy(place, text.data(), std::min(room, text.size()));
}

/// The company's place in "--company X" and "--company=X"; null when there is none.
char* company_in(int count, char** arguments, int i) {
    char* const argument = arguments[i];
    if (argument == kOption) return i + 1 < count ? arguments[i + 1] : nullptr;
    const bool joined =
        std::string_view(argument).starts_with(kOption) && argument[kOption.size()] == '=';
    return joined ? argument + kOption.size() + 1 : nullptr;
}

}  // namespace

std::filesystem::path import_folder(const std::string& company, const std::string& chosen) {
    if (!chosen.empty()) return chosen;
    return is_postgres(company) ? "bihuan.imports" : company + ".imports";
}

void add_imports_option(CLI::App& command, std::string& folder) {
    command
        .add_option("--imports",
                    folder,
                    "Folder for files that people send; COMPANY.imports when not given")
        ->envname("BIHUAN_IMPORTS");
}

void hide_passwords(int count, char** arguments) {
    for (int i = 1; i < count; ++i) {
        char* const company = company_in(count, arguments, i);
        if (company == nullptr) continue;
        const auto shown = without_password(company);
        if (shown == company) continue;
        overwrite(company, shown);
        fmt::print(
            stderr,
            "bihuan: other users of this machine could read the password on the command line "
            "for a moment; better give the address as BIHUAN_COMPANY, or the password as "
            "PGPASSWORD or in ~/.pgpass.\n");
    }
}

}  // namespace bihuan
