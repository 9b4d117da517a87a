#pragma once

#include <string>
#include <string_view>

#include "business/demand/forecasts/scenario.h"
#include "platform/database/session.h"

// The parameters that questions about a month share.
namespace bihuan::forecasts {

/// Reads "2026-10"; throws InvalidInput that names the query parameter.
inline Month asked_month(std::string_view text, std::string_view parameter) {
    const auto month = Month::parse(text);
    if (!month)
        throw Error(ErrorCode::InvalidInput,
                    "A month is written like 2026-10.",
                    {{"invalid_month",
                      fmt::format("/query/{}", parameter),
                      "Write a month like 2026-10.",
                      std::string(text.substr(0, 40))}});
    return *month;
}

/// A scenario by its id or name; the real company for an empty text. Throws NotFound.
inline Id<Scenario> asked_scenario(Session& session, const std::string& text) {
    if (text.empty()) return kRealScenario;
    const bool digits =
        text.size() <= 18 && text.find_first_not_of("0123456789") == std::string::npos;
    if (digits && session.find(Id<Scenario>{std::stoll(text)})) return {std::stoll(text)};
    const auto found = session.find_by<Scenario>("name", text);
    if (!found) throw Error(ErrorCode::NotFound, "There is no such what-if copy.");
    return found->id;
}

}  // namespace bihuan::forecasts
