#include "app/demo/geography.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "app/demo/places.h"

namespace bihuan::demo {

namespace {

constexpr std::array<std::string_view, 12> kSomeCities{
    "北京", "天津", "沈阳", "上海", "苏州", "杭州", "武汉", "郑州", "广州", "深圳", "成都", "西安"};

bool is_wanted(const City& city, Leaves leaves) {
    return leaves == Leaves::Cities ||
           std::find(kSomeCities.begin(), kSomeCities.end(), city.name) != kSomeCities.end();
}

int cities_in(int province) {
    return static_cast<int>(std::count_if(cities().begin(), cities().end(), [&](const City& city) {
        return city.province == province;
    }));
}

/// Builds the tree from the leaves up to keep only what holds one.
class Tree {
public:
    Tree() { regions_.push_back({.code = "CN", .name = "全国"}); }

    int province(int index, bool leaf) {
        const auto& row = provinces()[static_cast<std::size_t>(index)];
        if (const auto found = provinces_.find(index); found != provinces_.end()) {
            return found->second;
        }
        const int parent = zone(row.zone);
        const int at = add({.code = std::string(row.code),
                            .name = std::string(row.name),
                            .parent = parent,
                            .zone = row.zone,
                            .leaf = leaf});
        provinces_.emplace(index, at);
        return at;
    }

    void city(int province_index, int nth, const City& row) {
        const auto& over = provinces()[static_cast<std::size_t>(province_index)];
        const int parent = province(province_index, false);
        const int at = add({.code = fmt::format("{}{:02}", over.code, nth + 1),
                            .name = std::string(row.name),
                            .parent = parent,
                            .zone = over.zone,
                            .leaf = true});
        weigh(at, over.weight * row.weight);
    }

    void weigh(int region, double weight) {
        for (int at = region; at >= 0; at = regions_[static_cast<std::size_t>(at)].parent) {
            regions_[static_cast<std::size_t>(at)].weight += weight;
        }
    }

    std::vector<DemoRegion> take() { return std::move(regions_); }

private:
    int zone(int index) {
        if (const auto found = zones_.find(index); found != zones_.end()) {
            return found->second;
        }
        const auto& row = zones()[static_cast<std::size_t>(index)];
        const int at = add({.code = std::string(row.code),
                            .name = std::string(row.name),
                            .parent = 0,
                            .zone = index});
        zones_.emplace(index, at);
        return at;
    }

    int add(DemoRegion region) {
        regions_.push_back(std::move(region));
        return static_cast<int>(regions_.size()) - 1;
    }

    std::vector<DemoRegion> regions_;
    std::map<int, int> zones_;
    std::map<int, int> provinces_;
};

}  // namespace

std::vector<DemoRegion> make_regions(Leaves leaves) {
    Tree tree;
    if (leaves == Leaves::Provinces) {
        for (int i = 0; i < static_cast<int>(provinces().size()); ++i) {
            tree.weigh(tree.province(i, true), provinces()[static_cast<std::size_t>(i)].weight);
        }
        return tree.take();
    }
    int nth = 0;
    int before = -1;
    for (const auto& city : cities()) {
        nth = city.province == before ? nth + 1 : 0;
        before = city.province;
        if (!is_wanted(city, leaves)) {
            continue;
        }
        if (cities_in(city.province) == 1) {  // a municipality is its own leaf
            tree.weigh(tree.province(city.province, true),
                       provinces()[static_cast<std::size_t>(city.province)].weight);
        } else {
            tree.city(city.province, nth, city);
        }
    }
    return tree.take();
}

std::vector<int> leaves_of(const std::vector<DemoRegion>& regions) {
    std::vector<int> found;
    for (std::size_t i = 0; i < regions.size(); ++i) {
        if (regions[i].leaf) {
            found.push_back(static_cast<int>(i));
        }
    }
    return found;
}

}  // namespace bihuan::demo
