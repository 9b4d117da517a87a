#include "platform/database/event.h"

#include <gtest/gtest.h>

#include "support/databases.h"

namespace bihuan {
namespace {

TEST(EventHash, OfAnEventWithoutAddressIsWhatItWasBeforeThereWereAny) {
    // Written by the release before.
    StoredEvent event{.sequence = 1,
                      .at = parse_instant("2026-11-30T03:51:09.150392Z").value(),
                      .action = "settings.created",
                      .subject_kind = "settings",
                      .subject_id = 915087532072106669,
                      .reason = "Demo company",
                      .after_state =
                          R"({"content":"云泉食品饮料有限公司","id":"915087532072106669",)"
                          R"("name":"company_name","version":1})"};
    EXPECT_EQ(event_hash(event),
              "20850048fcfc685ea044d0407f080d33da8b5fcddd761465d19b8dea55398409");

    const auto without = event_hash(event);
    event.address = "192.0.2.1";
    EXPECT_NE(event_hash(event), without);
    event.address = "";
    EXPECT_NE(event_hash(event), without) << "an empty one is not none";
}

class EventSuite : public DatabaseTest {
protected:
    void record_from(const std::string& address) {
        auto from = viewer;
        from.address = address;
        database().write(from, clock, [](Transaction& t) {
            t.record({.action = "tests.made", .subject_kind = "tests"});
        });
    }
    std::size_t broken() {
        return read([](Session& s) { return find_broken_events(s); }).size();
    }
};

INSTANTIATE_TEST_SUITE_P(Both, EventSuite, both_databases(), dialect_name);

TEST_P(EventSuite, AnAddressThatIsChangedRemovedOrAddedBreaksTheChain) {
    record_from("192.0.2.1");
    record_from("");
    EXPECT_EQ(broken(), 0U);

    const std::string first = "UPDATE events SET address = ";
    for (const auto& change : {first + "'192.0.2.2' WHERE sequence = 1",
                               first + "NULL WHERE sequence = 1",
                               first + "'192.0.2.1' WHERE sequence = 2"}) {
        EXPECT_THROW(write([&](Transaction& t) {
                         t.execute({"test", change, {}}, {}, Trace::None);
                         EXPECT_EQ(find_broken_events(t).size(), 1U) << change;
                         throw Error(ErrorCode::Conflict, "taken back");
                     }),
                     Error);
    }
    EXPECT_EQ(broken(), 0U);
}

}  // namespace
}  // namespace bihuan
