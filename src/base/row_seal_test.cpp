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

/// Companies have them in their events: by Python's hashlib, of kind and content of each value.
TEST(RowSeal, StaysWhatItWas) {
    const std::vector<Value> row{std::int64_t{7}, std::string("a"), 0.5, Value{}};
    EXPECT_EQ(seal({row}), "1-37a74e7969ff992a42eb3ab93e78036f");
    RowSeal some;
    some.add(row, std::vector<std::size_t>{0, 2});
    EXPECT_EQ(some.text(), "1-79ec8e135b5fa5c9eabafde02a7d0337");
}

TEST(RowSeal, TellsFiguresThatTwoRowsExchanged) {
    EXPECT_NE(seal({{std::int64_t{1}, std::int64_t{10}}, {std::int64_t{2}, std::int64_t{20}}}),
              seal({{std::int64_t{1}, std::int64_t{20}}, {std::int64_t{2}, std::int64_t{10}}}));
}

}  // namespace
}  // namespace bihuan
