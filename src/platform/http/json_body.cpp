#include "platform/http/json_body.h"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "platform/http/problem.h"

namespace bihuan::http {

namespace {

using nlohmann::json;

constexpr int kMostNested = 64;

// nlohmann keeps the last of two equal keys; a reader of the log would believe the first.
class KeyCheck {
public:
    bool operator()(int depth, json::parse_event_t event, const json& value) {
        if (depth > kMostNested) throw Unparsable("The body nests deeper than 64 levels.");
        if (event == json::parse_event_t::object_start) {
            keys_.emplace_back();
        } else if (event == json::parse_event_t::object_end) {
            keys_.pop_back();
        } else if (event == json::parse_event_t::key) {
            const auto& key = value.get_ref<const std::string&>();
            if (!keys_.back().insert(key).second)
                throw Unparsable(fmt::format("The body has the key {} twice.", key));
        }
        return true;
    }

private:
    std::vector<std::set<std::string>> keys_;
};

void require_json_type(const Request& request) {
    auto type = request.headers.get("Content-Type");
    type = type.substr(0, type.find_first_of("; "));
    if (same_name(type, "application/json") || same_name(type, "application/merge-patch+json"))
        return;
    throw Error(ErrorCode::InvalidInput,
                "Send the body as application/json.",
                {{.code = "wrong_content_type",
                  .field = "",
                  .message = "Set Content-Type to application/json.",
                  .found = std::string(type.substr(0, 100))}});
}

[[noreturn]] void refuse_member(const std::string& pointer,
                                std::string_view code,
                                const std::string& wanted,
                                const json& found) {
    constexpr std::size_t kShown = 80;
    auto shown = found.dump(-1, ' ', false, json::error_handler_t::replace).substr(0, kShown);
    throw Error(ErrorCode::InvalidInput,
                fmt::format("The member {} is not valid.", pointer),
                {{std::string(code), pointer, wanted, std::move(shown)}});
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

json parse_json_body(const Request& request) {
    require_json_type(request);
    KeyCheck check;
    try {
        return json::parse(request.body, std::ref(check));
    } catch (const json::parse_error& error) {
        throw Unparsable(fmt::format("The body is no JSON: byte {}.", error.byte));
    } catch (const json::exception&) {
        throw Unparsable("The body is no JSON.");
    }
}

json parse_json_object(const Request& request) {
    auto body = parse_json_body(request);
    if (!body.is_object()) throw Unparsable("The body must be a JSON object.");
    return body;
}

std::string text_member(const json& object,
                        std::string_view name,
                        std::size_t most,
                        std::string_view place) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return {};
    const auto pointer = fmt::format("{}/{}", place, name);
    if (!found->is_string()) refuse_member(pointer, "not_text", "Write a text.", *found);
    auto text = found->get<std::string>();
    if (characters(text) > most)
        refuse_member(
            pointer, "too_long", fmt::format("Write at most {} characters.", most), *found);
    return text;
}

bool flag_member(const json& object,
                 std::string_view name,
                 bool otherwise,
                 std::string_view place) {
    const auto found = object.find(name);
    if (found == object.end()) return otherwise;
    if (!found->is_boolean())
        refuse_member(
            fmt::format("{}/{}", place, name), "not_flag", "Write true or false.", *found);
    return found->get<bool>();
}

json object_member(const json& object, std::string_view name) {
    const auto found = object.find(name);
    if (found == object.end()) return json::object();
    if (!found->is_object())
        refuse_member(fmt::format("/{}", name), "not_object", "Write an object, {…}.", *found);
    return *found;
}

}  // namespace bihuan::http
