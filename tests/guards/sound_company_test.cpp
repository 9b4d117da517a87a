#include <gtest/gtest.h>

#include "platform/database/backup.h"
#include "support/databases.h"

namespace bihuan {
namespace {

class SoundCompanySuite : public DatabaseTest {};

INSTANTIATE_TEST_SUITE_P(Both, SoundCompanySuite, both_databases(), dialect_name);

TEST_P(SoundCompanySuite, ANewCompanyHasNoDamage) {
    const auto damage = read([](Session& session) { return find_damage(session); });
    EXPECT_TRUE(damage.empty()) << damage.front().message;
}

}  // namespace
}  // namespace bihuan
