#pragma once

#include "base/describe.h"

namespace bihuan {

/// A way to the consumer: modern trade, traditional trade, e-commerce, catering …, as a tree.
struct Channel {
    Id<Channel> id;
    std::string code;
    std::string name;
    std::string pinyin;  ///< How the name reads.
    Id<Channel> parent_id;
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<Channel> =
    describe<Channel>("channels",
                      field("id", &Channel::id, read_only),
                      field("code", &Channel::code, required, unique, at_most(64), searchable),
                      field("name", &Channel::name, required, at_most(200), searchable),
                      field("pinyin", &Channel::pinyin, holds_pinyin_of("name")),
                      field("parent_id", &Channel::parent_id, refers_to("channels")),
                      field("version", &Channel::version, read_only));

}  // namespace bihuan
