#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/day.h"
#include "base/result.h"

namespace bihuan {

/// Reads the members of a JSON object one by one and notes everything that is wrong with them, with
/// the place of each as a JSON Pointer; what is wrong leaves its target as it was.
class JsonMembers {
public:
    /// `issues` outlives this object. A value that is no object is one issue.
    JsonMembers(const nlohmann::json& object, std::string at, Issues& issues);

    const std::string& at() const { return at_; }
    std::string at(std::string_view member) const { return at_ + '/' + std::string(member); }

    /// A member that must be there.
    template <class T>
    void require(std::string_view member, T& target) {
        if (const auto* value = find(member); value != nullptr)
            read_value(*value, at(member), target);
        else
            note("required", at(member), "This member is required.", "");
    }

    /// A member that may be missing; an optional target may also be null.
    template <class T>
    void read(std::string_view member, T& target) {
        if (const auto* value = find(member); value != nullptr)
            read_value(*value, at(member), target);
    }

    /// Calls `visit(element, place)` for each element of an array member.
    template <class Visit>
    void each(std::string_view member, Visit&& visit) {
        const auto* value = find(member);
        if (value == nullptr) return;
        if (!value->is_array()) {
            note_kind(*value, at(member), "an array");
            return;
        }
        for (std::size_t i = 0; i < value->size(); ++i)
            visit((*value)[i], at(member) + '/' + std::to_string(i));
    }

    const nlohmann::json* find(std::string_view member);

    /// Notes a member that is missing altogether.
    void require_member(std::string_view member);

    /// Notes members that nobody asked for: a misspelt name must not pass in silence.
    void finish();

private:
    void read_value(const nlohmann::json& value, const std::string& at, std::int64_t& target);
    void read_value(const nlohmann::json& value, const std::string& at, int& target);
    void read_value(const nlohmann::json& value, const std::string& at, double& target);
    void read_value(const nlohmann::json& value, const std::string& at, std::string& target);
    void read_value(const nlohmann::json& value, const std::string& at, Day& target);

    template <class T>
    void read_value(const nlohmann::json& value, const std::string& at, std::optional<T>& target) {
        if (value.is_null()) return;
        T read{};
        const auto before = issues_.size();
        read_value(value, at, read);
        if (issues_.size() == before) target = std::move(read);
    }

    template <class T>
    void read_value(const nlohmann::json& value, const std::string& at, std::vector<T>& target) {
        if (!value.is_array()) {
            note_kind(value, at, "an array");
            return;
        }
        target.assign(value.size(), T{});
        for (std::size_t i = 0; i < value.size(); ++i)
            read_value(value[i], at + '/' + std::to_string(i), target[i]);
    }

    void note(std::string code, std::string at, std::string message, std::string found);
    void note_too_large(const nlohmann::json& value, const std::string& at);
    void note_kind(const nlohmann::json& value, const std::string& at, std::string_view expected);

    const nlohmann::json& object_;
    std::string at_;
    Issues& issues_;
    std::vector<std::string> asked_;
};

}  // namespace bihuan
