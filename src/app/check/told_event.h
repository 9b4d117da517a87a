#pragma once

#include <optional>
#include <string>

#include "base/describe.h"

namespace bihuan::check {

/// What an event says of its subject.
struct ToldEvent {
    std::int64_t sequence = 0;
    std::string action;
    std::int64_t subject_id = 0;
    std::optional<std::string> after_state;
};

}  // namespace bihuan::check

template <>
inline constexpr auto bihuan::kDescription<bihuan::check::ToldEvent> =
    bihuan::describe<bihuan::check::ToldEvent>(
        "",
        field("sequence", &bihuan::check::ToldEvent::sequence),
        field("action", &bihuan::check::ToldEvent::action),
        field("subject_id", &bihuan::check::ToldEvent::subject_id),
        field("after_state", &bihuan::check::ToldEvent::after_state));
