#pragma once

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "platform/identity/identity.h"
#include "support/databases.h"

// What the tests of the room share.
namespace bihuan::identity {

inline constexpr std::string_view kPassword = "correct horse 电池";
inline constexpr std::string_view kOtherPassword = "another good one";

class MovingClock final : public Clock {
public:
    Instant now() const override { return now_; }
    void pass(std::chrono::minutes time) { now_ += time; }

private:
    Instant now_{Day(2026, 11, 3).value()};
};

/// Person 7 signs in as "wang" with a password of their own.
class IdentityTest : public DatabaseTest {
protected:
    IdentityTest() : identity(database(), moving, members(), options()) {
        identity.set_password(own(7), {.person_id = 7, .login = "Wang"}, kPassword);
    }

    static IdentityOptions options() { return {.cost = {.passes = 1, .memory_bytes = 8192}}; }

    /// The person themselves: what they set must not be changed again.
    static Viewer own(std::int64_t person_id) {
        auto viewer = Viewer::system("test");
        viewer.person_id = person_id;
        return viewer;
    }

    MemberSource members() {
        return [this](Session&, std::int64_t person_id) -> std::optional<Member> {
            if (!active) return std::nullopt;
            return Member{.viewer = {.person_id = person_id,
                                     .name = "王",
                                     .permissions = permissions,
                                     .whole_company = true},
                          .person_json = R"({"id":"7","name":"王","roles":[],"region_ids":[]})"};
        };
    }

    NewSession sign_in(const Browser& browser = {.address = "1.2.3.4"}) {
        return identity.sign_in("wang", kPassword, browser);
    }

    std::string failure_of(std::string_view password, const Browser& browser) {
        try {
            identity.sign_in("wang", password, browser);
        } catch (const Error& error) {
            return std::string(error_name(error.code()));
        }
        return "";
    }
    std::string sign_in_failure(std::string_view password) {
        return failure_of(password, {.address = "1.2.3.4"});
    }

    /// Events of these actions, oldest first.
    std::vector<StoredEvent> events(const std::string& action) {
        identity.store_refusals();
        return read([&](Session& session) {
            return session
                .list<StoredEvent>(
                    {.filters = {{"action", {Value{action}}}}, .sort = "sequence", .limit = 0})
                .items;
        });
    }

    MovingClock moving;
    bool active = true;
    std::vector<std::string> permissions{"company.read"};
    Identity identity;
};

}  // namespace bihuan::identity
