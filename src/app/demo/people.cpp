#include "app/demo/people.h"

#include <set>

#include <fmt/format.h>

#include "base/random.h"

namespace bihuan::demo {

namespace {

using Words = std::string_view;

constexpr std::array<Words, 30> kSurnames{
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡",
    "郭", "何", "林", "罗", "高", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹"};
constexpr std::array<Words, 32> kGivenNames{
    "建国", "晓燕", "志强", "雪梅", "海涛", "丽娟", "文博", "静怡", "俊杰", "春华", "明辉",
    "思远", "婷婷", "国栋", "佳宁", "晨曦", "永康", "秀兰", "子轩", "慧敏", "振宇", "玉洁",
    "立新", "雅琴", "天佑", "红霞", "浩然", "美玲", "卫东", "若彤", "凯旋", "诗涵"};

class Register {
public:
    explicit Register(std::uint64_t seed) : random_(seed, kStream) {}

    DemoPerson person(Words role, std::vector<int> regions, Words login) {
        ++count_;
        return {.code = fmt::format("E{:04}", count_),
                .name = fresh_name(),
                .role = role,
                .regions = std::move(regions),
                // 199 9999 xxxx is no number anyone answers in this demo.
                .phone = fmt::format("1999999{:04}", count_),
                .login = std::string(login)};
    }

private:
    static constexpr std::uint64_t kStream = 103;

    std::string fresh_name() {
        std::string name;
        do {
            name = fmt::format(
                "{}{}",
                kSurnames.at(static_cast<std::size_t>(random_.below(std::ssize(kSurnames)))),
                kGivenNames.at(static_cast<std::size_t>(random_.below(std::ssize(kGivenNames)))));
        } while (!taken_.insert(name).second);
        return name;
    }

    Random random_;
    int count_ = 0;
    std::set<std::string> taken_;
};

}  // namespace

std::vector<DemoPerson> make_people(const std::vector<DemoRegion>& regions, std::uint64_t seed) {
    Register register_of(seed);
    std::vector<DemoPerson> people;
    std::vector<int> managed;
    for (std::size_t i = 0; i < regions.size(); ++i) {
        if (regions[i].parent == 0) {
            managed.push_back(static_cast<int>(i));
        }
    }
    const auto leaves = leaves_of(regions);
    for (const auto role : kRoles) {
        std::vector<int> at{0};
        if (role == "regional_manager") {
            at = {managed.front()};
        } else if (role == "representative" || role == "merchandiser") {
            at = {leaves.front()};
        }
        people.push_back(register_of.person(role, std::move(at), role));
    }
    for (std::size_t i = 1; i < managed.size(); ++i) {
        people.push_back(register_of.person("regional_manager", {managed[i]}, ""));
    }
    for (std::size_t i = 1; i < leaves.size(); ++i) {
        people.push_back(register_of.person("representative", {leaves[i]}, ""));
    }
    return people;
}

}  // namespace bihuan::demo
