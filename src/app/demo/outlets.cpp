#include "app/demo/outlets.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/random.h"

namespace bihuan::demo {

namespace {

using Words = std::string_view;

constexpr std::array<Words, 20> kStreets{"人民路", "解放路", "中山路", "建设路", "和平路",
                                         "文化路", "长江路", "黄河路", "新华路", "胜利路",
                                         "青年路", "滨河路", "学府路", "工业路", "光明路",
                                         "迎宾路", "花园路", "体育路", "公园路", "朝阳街"};

/// Names of shops by channel; none is a real chain's.
constexpr std::array<std::array<Words, 4>, kChannels> kShops{
    {{"惠家汇大卖场", "佳客丰大卖场", "万邻广场店", "悦邻仓储"},
     {"惠家汇超市", "好邻居生鲜超市", "丰禾超市", "金穗超市"},
     {"邻里便利", "百步便利", "晨光里便利", "七点半便利"},
     {"老李烟酒店", "福顺副食店", "小红食杂店", "诚信小卖部"},
     {"云选前置仓", "鲜到家前置仓", "橙心旗舰店", "快送社区仓"}}};

Words class_of(int channel, Random& random) {
    const double draw = random.uniform();
    const double a = channel == 0 ? 0.6 : 0.2;
    return draw < a ? "A" : (draw < a + 0.35 ? "B" : "C");
}

double class_volume(Words outlet_class) {
    return outlet_class == "A" ? 1.5 : (outlet_class == "B" ? 1.0 : 0.6);
}

struct Builder {
    const std::vector<DemoRegion>& regions;
    double mean_weight;
    Day first;
    Random random;
    std::vector<DemoOutlet> outlets;

    void add(int region, int channel_number, bool reports, bool first_of_cell) {
        const auto& place = regions[static_cast<std::size_t>(region)];
        const auto number = outlets.size() + 1;
        const auto street = kStreets.at(static_cast<std::size_t>(random.below(20)));
        const auto& shops = kShops.at(static_cast<std::size_t>(channel_number));
        const auto shop = shops.at(static_cast<std::size_t>(random.below(4)));
        const int house = 1 + static_cast<int>(random.below(399));
        DemoOutlet outlet;
        outlet.code = fmt::format("{}{:06}", channel(channel_number).code, number);
        outlet.name = fmt::format("{}({}{}店)", shop, place.name, street);
        outlet.region = region;
        outlet.channel = channel_number;
        outlet.outlet_class = class_of(channel_number, random);
        outlet.address = fmt::format("{}{}{}号", place.name, street, house);
        outlet.volume = channel(channel_number).volume * class_volume(outlet.outlet_class) *
                        std::pow(place.weight / mean_weight, 0.7) * std::exp(0.3 * random.normal());
        outlet.reports = reports;
        outlet.first_of_cell = first_of_cell;
        outlet.opened = first - static_cast<int>(random.below(2000)) - 30;
        if (!first_of_cell && random.chance(0.06)) {  // opened while we looked
            outlet.opened = first + static_cast<int>(random.below(900));
        }
        outlets.push_back(std::move(outlet));
    }

    void add_warehouse(int region, Words name, int number) {
        outlets.push_back({.code = fmt::format("W{:02}", number),
                           .name = std::string(name),
                           .region = region,
                           .channel = -1,
                           .outlet_class = "W",
                           .address = regions[static_cast<std::size_t>(region)].name,
                           .opened = first - 2000});
    }
};

}  // namespace

std::vector<DemoOutlet> make_outlets(const std::vector<DemoRegion>& regions,
                                     const Scale& scale,
                                     Day first,
                                     std::uint64_t seed) {
    constexpr std::uint64_t kStream = 104;
    const auto leaves = leaves_of(regions);
    const auto count = static_cast<double>(leaves.size());
    Builder builder{regions, regions.front().weight / count, first, Random(seed, kStream), {}};
    const int cells = static_cast<int>(leaves.size()) * kChannels;
    for (int i = 0; i < scale.reporting_outlets; ++i) {
        const int cell = i % cells;
        builder.add(
            leaves[static_cast<std::size_t>(cell / kChannels)], cell % kChannels, true, i < cells);
    }
    constexpr std::array kOthers{3, 3, 3, 2, 1};  // small shops mostly
    for (int i = scale.reporting_outlets; i < scale.outlets; ++i) {
        const auto leaf =
            leaves[static_cast<std::size_t>(builder.random.below(std::ssize(leaves)))];
        builder.add(leaf, kOthers.at(static_cast<std::size_t>(i) % kOthers.size()), false, false);
    }
    builder.add_warehouse(leaves[leaves.size() / 3], "华东中心仓", 1);
    builder.add_warehouse(leaves[leaves.size() * 2 / 3], "华南中心仓", 2);
    builder.add_warehouse(leaves.front(), "华北中心仓", 3);
    return std::move(builder.outlets);
}

}  // namespace bihuan::demo
