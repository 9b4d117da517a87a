#pragma once

#include "base/describe.h"

namespace bihuan {

/// A brand on the market: ours or a competitor's.
struct Brand {
    Id<Brand> id;
    std::string code;
    std::string name;
    std::string pinyin;  ///< How the name reads.
    bool own = false;
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<Brand> =
    describe<Brand>("brands",
                    field("id", &Brand::id, read_only),
                    field("code", &Brand::code, required, unique, at_most(64), searchable),
                    field("name", &Brand::name, required, at_most(200), searchable),
                    field("pinyin", &Brand::pinyin, holds_pinyin_of("name")),
                    field("own", &Brand::own),
                    field("version", &Brand::version, read_only));

/// A line of products within a brand.
struct ProductLine {
    Id<ProductLine> id;
    std::string code;
    std::string name;
    std::string pinyin;  ///< How the name reads.
    Id<Brand> brand_id;
    std::int64_t version = 0;
};

template <>
inline constexpr auto kDescription<ProductLine> = describe<ProductLine>(
    "product_lines",
    field("id", &ProductLine::id, read_only),
    field("code", &ProductLine::code, required, unique, at_most(64), searchable),
    field("name", &ProductLine::name, required, at_most(200), searchable),
    field("pinyin", &ProductLine::pinyin, holds_pinyin_of("name")),
    field("brand_id", &ProductLine::brand_id, required, refers_to("brands")),
    field("version", &ProductLine::version, read_only));

}  // namespace bihuan
