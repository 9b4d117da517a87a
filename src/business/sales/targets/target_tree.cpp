#include "business/sales/targets/target_tree.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/checked.h"
#include "base/work_calendar.h"
#include "business/company/people/people.h"
#include "business/sales/targets/target_sums.h"
#include "targets/queries.h"

namespace bihuan::targets {

namespace {

constexpr std::string_view kTarget = "a target of several places";

void add(Node& node, const TargetSum& sum) {
    add_to(node.quantity, sum.quantity, kTarget);
    node.value = node.value + sum.value;
    add_to(node.from_history, sum.from_history, kTarget);
    add_to(node.from_potential, sum.from_potential, kTarget);
    add_to(node.from_proposal, sum.from_proposal, kTarget);
}

/// The month's working days, and how they share out a target.
class Pace {
public:
    explicit Pace(Month month) {
        const auto calendar = WorkCalendar::official();
        for (Day day = month.first_day(); day < month.end_day(); day = day + 1) {
            total_ += calendar.is_working_day(day) ? 1 : 0;
            until_[day] = total_;
        }
    }

    /// Share of the month's working days up to and with the day.
    double share(Day day) const { return static_cast<double>(until_.at(day)) / total_; }

private:
    std::map<Day, int> until_;
    int total_ = 0;
};

class Reading {
public:
    Reading(Session& session, const Question& question)
        : session_(session), question_(question), pace_(question.target_month) {
        for (auto& region : session.all<Region>()) regions_.emplace(region.id, region);
        if (!question_.region) question_.region = only_root();
        whole_ = question_.region == only_root();
    }

    Tree read() {
        read_days();
        if (question_.by == By::Region && is_leaf(question_.region))
            question_.by = By::Representative;
        describe_node();
        switch (question_.by) {
            case By::Region:
                add_regions();
                break;
            case By::Product:
                add_products();
                break;
            case By::Representative:
                add_representatives();
                break;
        }
        add_days();
        return std::move(tree_);
    }

private:
    /// The one region without a visible parent, if there is only one.
    Id<Region> only_root() const {
        Id<Region> root;
        for (const auto& [id, region] : regions_) {
            if (regions_.contains(region.parent_id)) continue;
            if (root) return {};
            root = id;
        }
        return root;
    }

    bool is_leaf(Id<Region> id) const {
        return id && std::ranges::none_of(
                         regions_, [id](const auto& one) { return one.second.parent_id == id; });
    }

    /// All that the viewer sees is asked for as 0: no row's region has to be looked up.
    Value region_param() const { return whole_ ? std::int64_t{0} : question_.region.value; }

    Params params() const {
        return {{"scenario_id", question_.scenario},
                {"month", question_.month},
                {"target_month", question_.target_month},
                {"region_id", region_param()}};
    }

    Params day_params() const {
        return {{"first_day", question_.target_month.first_day()},
                {"end_day", question_.target_month.end_day()},
                {"region_id", region_param()}};
    }

    const Query& sums_query() const {
        switch (question_.by) {
            case By::Region:
                return targets_queries::kTargetsByRegion;
            case By::Product:
                return targets_queries::kTargetsByProduct;
            case By::Representative:
                break;
        }
        return targets_queries::kTargetsByRepresentative;
    }

    void read_days() {
        session_.query_each<SoldDay>(
            targets_queries::kSoldDays, day_params(), [&](const SoldDay& row) {
                add_to(sold_in_[{row.region_id}], row.quantity, kTarget);
                add_to(sold_on_[row.day], row.quantity, kTarget);
                last_day_ = row.day;
            });
    }

    void describe_node() {
        auto& node = tree_.node;
        node.id = question_.region.value;
        if (const auto found = regions_.find(question_.region); found != regions_.end()) {
            node.code = found->second.code;
            node.name = found->second.name;
        }
        sums_ = session_.query<TargetSum>(sums_query(), params());
        double boxes = 0;
        for (const auto& sum : sums_) {
            add(node, sum);
            boxes += sum.boxes;
        }
        if (boxes > 0) node.units_per_box = static_cast<double>(node.quantity) / boxes;
        node.has_children = node.quantity > 0;
        std::int64_t sold = 0;
        for (const auto& [day, quantity] : sold_on_) add_to(sold, quantity, kTarget);
        set_actual(node, sold);
    }

    double units_per_box(std::int64_t product) {
        if (product_of_.empty())
            for (auto& each : session_.all<Product>()) product_of_.emplace(each.id.value, each);
        const auto found = product_of_.find(product);
        return found == product_of_.end() ? 1 : static_cast<double>(found->second.units_per_box);
    }

    void set_actual(Node& node, std::int64_t sold) const {
        if (!last_day_) return;
        node.actual = sold;
        if (node.quantity <= 0) return;
        node.completion = static_cast<double>(sold) / static_cast<double>(node.quantity);
        if (const double gone = pace_.share(*last_day_); gone > 0)
            node.run_rate = *node.completion / gone;
    }

    /// The child of the node that holds the region; none when the region is the node itself.
    Id<Region> child_above(Id<Region> id) const {
        Id<Region> child;
        while (regions_.contains(id) && id != question_.region) {
            child = id;
            id = regions_.at(id).parent_id;
        }
        return child;
    }

    void add_regions() {
        std::map<Id<Region>, Node> nodes;
        std::map<Id<Region>, std::int64_t> sold;
        for (const auto& sum : sums_) add(nodes[child_above({sum.id})], sum);
        for (const auto& [region, quantity] : sold_in_)
            add_to(sold[child_above(region)], quantity, kTarget);
        for (auto& [id, node] : nodes) {
            const auto& region = regions_.contains(id) ? regions_.at(id) : Region{};
            node.id = id.value;
            node.code = region.code;
            node.name = region.name;
            node.has_children = static_cast<bool>(id);
            node.units_per_box = tree_.node.units_per_box;
            set_actual(node, sold[id]);
            tree_.children.push_back(std::move(node));
        }
    }

    void add_products() {
        const auto sold =
            sold_by(targets_queries::kSoldByProduct,
                    {{"target_month", question_.target_month}, {"region_id", region_param()}});
        for (const auto& sum : sums_) {
            auto node = child_of(sum, sold);
            node.units_per_box = units_per_box(sum.id);
            if (const auto found = product_of_.find(sum.id); found != product_of_.end()) {
                node.code = found->second.code;
                node.name = found->second.name;
            }
            tree_.children.push_back(std::move(node));
        }
    }

    void add_representatives() {
        // Over the whole company the facts of every outlet would have to be read.
        const bool known = !whole_;
        const auto sold = known && last_day_
                              ? sold_by(targets_queries::kSoldByRepresentative, day_params())
                              : std::map<std::int64_t, std::int64_t>{};
        for (const auto& sum : sums_) {
            auto node = child_of(sum, sold);
            if (!known) forget_actual(node);
            node.units_per_box = tree_.node.units_per_box;
            const Id<Person> id{sum.id};
            if (const auto person = session_.find(id)) {
                node.code = person->code;
                node.name = person->name;
            } else {
                node.name = people::name_of(session_, id).value_or("");
            }
            tree_.children.push_back(std::move(node));
        }
    }

    std::map<std::int64_t, std::int64_t> sold_by(const Query& query, const Params& params) {
        std::map<std::int64_t, std::int64_t> result;
        session_.query_each<SoldSum>(
            query, params, [&](const SoldSum& row) { result[row.id] = row.quantity; });
        return result;
    }

    static void forget_actual(Node& node) {
        node.actual.reset();
        node.completion.reset();
        node.run_rate.reset();
    }

    Node child_of(const TargetSum& sum, const std::map<std::int64_t, std::int64_t>& sold) const {
        Node node{.id = sum.id};
        add(node, sum);
        const auto found = sold.find(sum.id);
        set_actual(node, found == sold.end() ? 0 : found->second);
        return node;
    }

    void add_days() {
        const Month month = question_.target_month;
        const auto target = static_cast<double>(tree_.node.quantity);
        std::int64_t sold = 0;
        for (Day day = month.first_day(); day < month.end_day(); day = day + 1) {
            DayProgress progress{
                .day = day, .cumulative_target = checked_round(target * pace_.share(day), kTarget)};
            if (const auto found = sold_on_.find(day); found != sold_on_.end())
                add_to(sold, found->second, kTarget);
            if (last_day_ && day <= *last_day_) progress.cumulative_actual = sold;
            tree_.days.push_back(progress);
        }
    }

    Session& session_;
    Question question_;
    Pace pace_;
    Tree tree_;
    std::map<Id<Region>, Region> regions_;
    std::map<std::int64_t, Product> product_of_;
    std::vector<TargetSum> sums_;
    bool whole_ = false;  ///< The node is all that the viewer sees.
    std::map<Id<Region>, std::int64_t> sold_in_;
    std::map<Day, std::int64_t> sold_on_;
    std::optional<Day> last_day_;
};

}  // namespace

Tree read_tree(Session& session, const Question& question) {
    return Reading(session, question).read();
}

}  // namespace bihuan::targets
