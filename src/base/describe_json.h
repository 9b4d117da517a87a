#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/describe.h"

// JSON in both directions, from a noun's description.
namespace bihuan {

nlohmann::json values_to_json(const Description& description, std::span<const Value> values);

/// Lays the members of a JSON object over `values`. Issues name unknown members, read-only members
/// that would change and members of the wrong kind by their JSON Pointer.
Issues lay_json_over(const Description& description, const nlohmann::json& object, Values& values);

/// What a new row starts with: the values of a default-made noun.
template <class T>
nlohmann::json to_json_object(const T& noun);

template <class T>
Result<T> from_json_object(const nlohmann::json& object) {
    Values values = to_values(T{});
    auto issues = lay_json_over(description_of<T>(), object, values);
    if (!issues.empty()) return tl::unexpected<Issues>(std::move(issues));
    return from_values<T>(values);
}

}  // namespace bihuan

#include <nlohmann/json.hpp>

template <class T>
nlohmann::json bihuan::to_json_object(const T& noun) {
    return values_to_json(description_of<T>(), to_values(noun));
}
