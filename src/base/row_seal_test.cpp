#include "base/row_seal.h"

#include <vector>

#include <gtest/gtest.h>

namespace bihuan {
namespace {

using Rows = std::vector<std::vector<Value>>;

std::string seal(const Rows& rows) {
    RowSeal result;
    for (const auto& row : rows) result.add(row);
    return result.text();
}

TEST(RowSeal, IsTheSameInAnyOrder) {
    const Rows rows{{std::int64_t{1}, std::string("a")}, {std::int64_t{2}, Value{}}};
    EXPECT_EQ(seal(rows), seal({rows[1], rows[0]}));
    EXPECT_EQ(seal({}), "0-00000000000000000000000000000000");
}

TEST(RowSeal, TellsEveryChange) {
    const Rows rows{{std::int64_t{1}, std::string("ab")}, {0.5, std::string("c")}};
    const auto whole = seal(rows);
    EXPECT_NE(whole, seal({rows[0]}));
    EXPECT_NE(whole, seal({rows[0], rows[1], rows[1]}));
    EXPECT_NE(whole, seal({{std::int64_t{2}, std::string("ab")}, rows[1]}));
    EXPECT_NE(whole, seal({rows[0], {0.25, std::string("c")}}));
    EXPECT_NE(seal({{std::string("ab"), std::string("c")}}),
              seal({{std::string("a"), std::string("bc")}}));
    EXPECT_NE(seal({{std::int64_t{0}}}), seal({{Value{}}}));
}

TEST(RowSeal, TellsFiguresThatTwoRowsExchanged) {
    EXPECT_NE(seal({{std::int64_t{1}, std::int64_t{10}}, {std::int64_t{2}, std::int64_t{20}}}),
              seal({{std::int64_t{1}, std::int64_t{20}}, {std::int64_t{2}, std::int64_t{10}}}));
}

}  // namespace
}  // namespace bihuan
