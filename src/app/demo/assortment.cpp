#include "app/demo/assortment.h"

#include <array>
#include <span>

#include <fmt/format.h>

namespace bihuan::demo {

namespace {

struct Pack {
    std::string_view text;
    std::string_view unit;
    int units_per_box;
    int boxes_per_pallet;
    double price;  ///< Factor on the line's price.
};

struct Family {
    DemoLine line;
    std::int64_t price;  ///< 分 for the first pack.
    std::span<const std::string_view> flavours;
    std::span<const Pack> packs;
};

using Words = std::string_view;

constexpr std::array<DemoBrand, 9> kBrands{{{"YQ", "云泉谷"},
                                            {"XP", "溪畔"},
                                            {"GX", "果小满"},
                                            {"MT", "麦田里"},
                                            {"TY", "团圆记"},
                                            {"JS", "洁舒"},
                                            {"LJ", "绿涧", false},
                                            {"GL", "果乐园", false},
                                            {"MW", "麦满屋", false}}};

constexpr std::array<Words, 5> kWaters{"天然水", "矿泉水", "苏打水", "气泡水 白桃", "气泡水 青柠"};
constexpr std::array<Words, 8> kTeas{
    "茉莉绿茶", "冰红茶", "乌龙茶", "蜂蜜柚子茶", "白桃乌龙", "青柑普洱", "龙井茶", "大麦茶"};
constexpr std::array<Words, 8> kJuices{
    "橙汁", "苹果汁", "葡萄汁", "桃汁", "梨汁", "芒果汁", "山楂汁", "番茄汁"};
constexpr std::array<Words, 7> kSnacks{
    "原味薯片", "番茄薯片", "黄瓜薯片", "烧烤薯片", "虾条", "海苔脆", "锅巴"};
constexpr std::array<Words, 7> kBiscuits{
    "苏打饼干", "消化饼干", "夹心饼干 巧克力", "夹心饼干 草莓", "曲奇", "葱油饼干", "蛋卷"};
constexpr std::array<Words, 6> kGifts{
    "坚果礼盒", "糕点礼盒", "月饼礼盒", "饼干礼盒", "果汁礼盒", "年货大礼包"};
constexpr std::array<Words, 6> kHouseholds{
    "抽纸", "卷纸", "湿巾", "洗洁精 柠檬", "洗衣液 薰衣草", "洗手液"};

constexpr std::array<Pack, 5> kBottles{{{"500ml", "瓶", 24, 60, 1},
                                        {"1.5L", "瓶", 12, 48, 1.9},
                                        {"330ml", "瓶", 24, 80, 0.8},
                                        {"1L", "瓶", 12, 60, 1.5},
                                        {"4.5L", "桶", 4, 40, 4.2}}};
constexpr std::array<Pack, 5> kCartons{{{"1L", "盒", 12, 60, 1},
                                        {"250ml", "盒", 24, 84, 0.35},
                                        {"300ml", "瓶", 15, 80, 0.45},
                                        {"1.25L", "瓶", 6, 72, 1.15},
                                        {"2L", "瓶", 6, 48, 1.75}}};
constexpr std::array<Pack, 5> kBags{{{"75g", "袋", 24, 40, 1},
                                     {"40g", "袋", 40, 40, 0.6},
                                     {"135g", "罐", 20, 45, 1.7},
                                     {"220g", "袋", 12, 40, 2.4},
                                     {"400g", "袋", 8, 36, 3.9}}};
constexpr std::array<Pack, 5> kBoxes{{{"精选装", "盒", 6, 30, 1},
                                      {"家庭装", "盒", 6, 30, 1.4},
                                      {"尊享装", "盒", 4, 24, 2.2},
                                      {"小巧装", "盒", 10, 40, 0.6},
                                      {"企业定制装", "盒", 4, 24, 1.8}}};
constexpr std::array<Pack, 5> kDaily{{{"标准装", "件", 12, 40, 1},
                                      {"加量装", "件", 8, 36, 1.5},
                                      {"家庭装", "件", 6, 30, 2.1},
                                      {"便携装", "件", 24, 60, 0.4},
                                      {"补充装", "件", 10, 40, 0.8}}};

constexpr std::size_t kOwnFamilies = 7;

std::array<Family, 10> families() {
    return {{{{"YQ-W", "饮用水", 0, Taste::Water, "饮用水"}, 200, kWaters, kBottles},
             {{"XP-T", "即饮茶", 1, Taste::Tea, "茶饮料"}, 400, kTeas, kBottles},
             {{"GX-J", "果汁", 2, Taste::Juice, "果汁"}, 1280, kJuices, kCartons},
             {{"MT-S", "膨化零食", 3, Taste::Snack, "休闲食品"}, 690, kSnacks, kBags},
             {{"MT-B", "饼干糕点", 3, Taste::Biscuit, "饼干"}, 850, kBiscuits, kBags},
             {{"TY-G", "节令礼盒", 4, Taste::Gift, "礼盒"}, 9800, kGifts, kBoxes},
             {{"JS-H", "日用清洁", 5, Taste::Household, "日用品"}, 1590, kHouseholds, kDaily},
             {{"LJ-T", "绿涧茶饮", 6, Taste::Tea, "茶饮料"}, 380, kTeas, kBottles},
             {{"GL-J", "果乐园果汁", 7, Taste::Juice, "果汁"}, 1190, kJuices, kCartons},
             {{"MW-S", "麦满屋零食", 8, Taste::Snack, "休闲食品"}, 650, kSnacks, kBags}}};
}

Career career_of(int number) {
    constexpr int kEvery = 12;  // one in twelve is new, grows or declines
    switch (number % kEvery) {
        case 5:
            return Career::Launched;
        case 8:
            return Career::Growing;
        case 11:
            return Career::Declining;
        default:
            return Career::Steady;
    }
}

/// The nth product of a family: flavours first, then packs, then later recipes of the same.
DemoProduct product_of(const Family& family, int line, int nth, std::string_view brand) {
    const int flavours = static_cast<int>(family.flavours.size());
    const int packs = static_cast<int>(family.packs.size());
    const auto& flavour = family.flavours[static_cast<std::size_t>(nth % flavours)];
    const auto& pack = family.packs[static_cast<std::size_t>(nth / flavours % packs)];
    constexpr std::array<Words, 4> kRecipes{"", " 轻享", " 臻选", " 经典"};
    const auto& recipe = kRecipes.at(static_cast<std::size_t>(nth / flavours / packs) % 4);

    DemoProduct product;
    product.code = fmt::format("{}{:03}", family.line.code, nth + 1);
    product.name = fmt::format("{} {}{} {}", brand, flavour, recipe, pack.text);
    product.line = line;
    product.gtin = fmt::format("20{:04}{:06}", line + 1, nth + 1);
    product.gtin += gtin_check_digit(product.gtin);
    product.unit = pack.unit;
    product.units_per_box = pack.units_per_box;
    product.boxes_per_pallet = pack.boxes_per_pallet;
    const double price = static_cast<double>(family.price) * pack.price;
    product.list_price = static_cast<std::int64_t>(price / 10) * 10;
    return product;
}

}  // namespace

Assortment make_assortment(int own, int competing, std::uint64_t seed) {
    constexpr std::uint64_t kStream = 101;
    const auto all = families();
    Assortment made;
    made.brands.assign(kBrands.begin(), kBrands.end());
    for (const auto& family : all) {
        made.lines.push_back(family.line);
    }
    Random random(seed, kStream);
    std::array<int, 10> count{};
    const auto add = [&](std::size_t line) {
        const auto& family = all.at(line);
        const auto& brand = kBrands.at(static_cast<std::size_t>(family.line.brand));
        const int nth = count.at(line)++;
        auto product = product_of(family, static_cast<int>(line), nth, brand.name);
        product.popularity = random.uniform(0.7, 1.3) / (1 + 0.35 * nth);
        made.products.push_back(std::move(product));
    };
    for (int i = 0; i < own; ++i) {
        add(static_cast<std::size_t>(i) % kOwnFamilies);
        made.products.back().career = career_of(i);
    }
    made.own = made.products.size();
    for (int i = 0; i < competing; ++i) {
        add(kOwnFamilies + static_cast<std::size_t>(i) % (all.size() - kOwnFamilies));
    }
    return made;
}

char gtin_check_digit(std::string_view first_twelve) {
    int sum = 0;
    for (std::size_t i = 0; i < first_twelve.size(); ++i) {
        sum += (first_twelve[i] - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

}  // namespace bihuan::demo
