#include "business/demand/production/plan_view.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <span>

#include <nlohmann/json.hpp>

#include "base/checked.h"

namespace bihuan::production {

namespace {

using nlohmann::json;

/// A site is the bottleneck where less than this share of its capacity is left.
constexpr double kSpare = 0.02;

constexpr std::array<std::pair<const char*, std::int64_t PlanRow::*>, 4> kFigures{{
    {"quantity", &PlanRow::quantity},
    {"demand", &PlanRow::demand},
    {"projected_stock", &PlanRow::projected_stock},
    {"shortage", &PlanRow::shortage},
}};

std::string id_text(std::int64_t id) {
    return std::to_string(id);
}

json bucket_json(const PlanRow& row, const json& reasons) {
    const auto safety = reasons.value("safety_target", std::int64_t{0});
    return {{"first_day", to_string(row.first_day)},
            {"days", reasons.value("days", 7)},
            {"quantity", row.quantity},
            {"previous_quantity", row.previous_quantity ? json(*row.previous_quantity) : json()},
            {"demand", row.demand},
            {"projected_stock", row.projected_stock},
            {"safety_stock", safety},
            {"cover_weeks", row.cover_weeks ? json(*row.cover_weeks) : json()},
            {"shortage", row.shortage}};
}

/// Figures of a product's buckets of a kind, one per day on which some product's bucket begins:
/// null where this one has none. Weeks of cover to two decimals.
json figures_json(std::span<const PlanRow> rows, BucketKind kind, const std::set<Day>& days) {
    json figures = json::object();
    auto row = rows.begin();
    for (const Day day : days) {
        row = std::find_if(row, rows.end(), [&](const PlanRow& one) {
            return one.bucket == kind && one.first_day >= day;
        });
        const bool known = row != rows.end() && row->first_day == day;
        for (const auto& [name, member] : kFigures)
            figures[name].push_back(known ? json((*row).*member) : json());
        figures["previous_quantity"].push_back(
            known && row->previous_quantity ? json(*row->previous_quantity) : json());
        figures["cover_weeks"].push_back(
            known && row->cover_weeks ? json(std::round(*row->cover_weeks * 100) / 100) : json());
    }
    return figures;
}

json days_json(const std::set<Day>& days) {
    json result = json::array();
    for (const Day day : days) result.push_back(to_string(day));
    return result;
}

json codes_json(const std::map<std::string, std::int64_t>& figures) {
    json result = json::array();
    for (const auto& [code, quantity] : figures)
        if (quantity != 0) result.push_back({{"code", code}, {"quantity", quantity}});
    return result;
}

/// What changed against the last plan, summed over buckets.
struct Change {
    bool known = false;
    std::int64_t quantity = 0;
    std::map<std::string, std::int64_t> reasons;

    void add(const PlanRow& row, const json& why) {
        if (!row.previous_quantity) return;
        known = true;
        add_to(quantity, row.quantity - *row.previous_quantity, "a production plan");
        const auto change = why.find("change");
        if (change == why.end()) return;
        for (const auto& [code, units] : change->items())
            add_to(reasons[code], units.get<std::int64_t>(), "a production plan");
    }

    json quantity_json() const { return known ? json(quantity) : json(); }
};

/// Several products' pieces per box: pieces / boxes.
class Boxes {
public:
    void add(std::int64_t pieces, std::int64_t units_per_box) {
        pieces_ += static_cast<double>(pieces);
        boxes_ += static_cast<double>(pieces) / static_cast<double>(units_per_box);
    }
    json ratio() const { return boxes_ > 0 ? json(pieces_ / boxes_) : json(); }

private:
    double pieces_ = 0;
    double boxes_ = 0;
};

class PlanView {
public:
    explicit PlanView(const StoredPlan& plan) : plan_(plan) {
        for (const auto& product : plan.products) products_[product.id] = &product;
        for (const auto& row : plan.rows)
            (row.bucket == BucketKind::Week ? weeks_ : months_).insert(row.first_day);
        for (const auto& rule : plan.rules) sites_of_[rule.product_id] = rule.production_site_id;
    }

    json make() {
        for (std::size_t first = 0; first < plan_.rows.size();) {
            auto end = first;
            while (end < plan_.rows.size() &&
                   plan_.rows[end].product_id == plan_.rows[first].product_id)
                ++end;
            add_product(first, end);
            first = end;
        }
        return {{"month", to_string(plan_.month)},
                {"assumptions", assumptions_json()},
                {"weeks", days_json(weeks_)},
                {"months", days_json(months_)},
                {"rows", std::move(rows_)},
                {"sites", sites_json()},
                {"totals",
                 {{"quantity", quantity_},
                  {"demand", demand_},
                  {"shortage", shortage_},
                  {"products_short", products_short_},
                  {"change", total_.quantity_json()},
                  {"change_reasons", codes_json(total_.reasons)},
                  {"units_per_box", boxes_.ratio()}}}};
    }

private:
    void add_product(std::size_t first, std::size_t end) {
        const auto& product = *products_.at(plan_.rows[first].product_id);
        const auto rows = std::span(plan_.rows).subspan(first, end - first);
        Change change;
        bool is_short = false;
        for (const auto& row : rows) {
            const auto why = json::parse(row.reasons);
            change.add(row, why);
            total_.add(row, why);
            note(row, why, product.units_per_box);
            is_short = is_short || row.shortage > 0;
        }
        products_short_ += is_short ? 1 : 0;
        rows_.push_back({{"product_id", id_text(product.id.value)},
                         {"product_code", product.code},
                         {"product_name", product.name},
                         {"unit", product.unit},
                         {"units_per_box", product.units_per_box},
                         {"weeks", figures_json(rows, BucketKind::Week, weeks_)},
                         {"months", figures_json(rows, BucketKind::Month, months_)},
                         {"change", change.quantity_json()},
                         {"change_reasons", codes_json(change.reasons)}});
    }

    void note(const PlanRow& row, const json& why, std::int64_t units_per_box) {
        add_to(quantity_, row.quantity, "a production plan");
        add_to(demand_, row.demand, "a production plan");
        shortage_ = std::max(shortage_, row.shortage);
        boxes_.add(row.quantity, units_per_box);
        const auto site = sites_of_.find(row.product_id);
        if (site != sites_of_.end() && site->second)
            add_to(used_[{site->second, row.first_day}], row.quantity, "a production plan");
        days_[row.first_day] = why.value("days", 7);
        const auto assumed = why.find("assumptions");
        if (assumed == why.end()) return;
        for (const auto& each : *assumed) ++assumed_[each.at("code").get<std::string>()];
    }

    json assumptions_json() const {
        json result = json::array();
        for (const auto& [code, products] : assumed_)
            result.push_back({{"code", code}, {"products", products}});
        return result;
    }

    json sites_json() const {
        json result = json::array();
        for (const auto& site : plan_.sites) {
            json utilisation = json::array();
            bool binding = false;
            for (const auto& [day, days] : days_) {
                const auto found = used_.find({site.id, day});
                const auto used = found == used_.end() ? 0 : found->second;
                const double capacity = static_cast<double>(site.units_per_week) * days / 7;
                binding = binding || static_cast<double>(used) > (1 - kSpare) * capacity;
                utilisation.push_back(
                    {{"first_day", to_string(day)}, {"used", used}, {"capacity", capacity}});
            }
            result.push_back({{"id", id_text(site.id.value)},
                              {"code", site.code},
                              {"name", site.name},
                              {"utilisation", std::move(utilisation)},
                              {"binding", binding}});
        }
        return result;
    }

    const StoredPlan& plan_;
    std::map<Id<Product>, const Product*> products_;
    std::map<Id<Product>, Id<ProductionSite>> sites_of_;
    std::map<std::pair<Id<ProductionSite>, Day>, std::int64_t> used_;
    std::map<Day, int> days_;
    std::set<Day> weeks_;
    std::set<Day> months_;
    std::map<std::string, std::int64_t> assumed_;
    json rows_ = json::array();
    Change total_;
    Boxes boxes_;
    std::int64_t quantity_ = 0;
    std::int64_t demand_ = 0;
    std::int64_t shortage_ = 0;
    std::int64_t products_short_ = 0;
};

json layers_json(const PlanRow& row) {
    json result = json::array();
    for (const auto& layer : kLayerFields)
        if (row.*layer.member != 0)
            result.push_back({{"code", layer.code}, {"quantity", row.*layer.member}});
    return result;
}

/// What decides the bucket: the causes of its shortages and excess, each with its units.
json findings_json(const json& why) {
    json result = json::array();
    const auto findings = why.find("findings");
    if (findings == why.end()) return result;
    for (const auto& finding : *findings)
        result.push_back({{"code", finding.at("cause")},
                          {"kind", finding.at("kind")},
                          {"quantity", finding.at("quantity")}});
    return result;
}

}  // namespace

StoredPlan read_plan(Session& session, Id<Scenario> scenario, Month month, Id<Product> product) {
    StoredPlan plan{.month = month, .rows = find_rows(session, scenario, month, product)};
    if (product) {
        plan.products.push_back(session.get(product));
        return plan;
    }
    plan.products =
        session.list<Product>({.filters = {{"own", {Value{std::int64_t{1}}}}}, .limit = 0}).items;
    plan.sites = session.all<ProductionSite>();
    plan.rules = session.all<ProductionRule>();
    return plan;
}

json plan_json(const StoredPlan& plan) {
    return PlanView(plan).make();
}

json product_json(const StoredPlan& plan, const Product& product) {
    json buckets = json::array();
    for (const auto& row : plan.rows) {
        if (row.product_id != product.id) continue;
        const auto why = json::parse(row.reasons);
        Change change;
        change.add(row, why);
        auto bucket = bucket_json(row, why);
        bucket["kind"] = choice_name(row.bucket);
        bucket["fixed"] = why.value("fixed", false);
        bucket["arriving"] = why.value("arriving", std::int64_t{0});
        bucket["layers"] = layers_json(row);
        bucket["change"] = change.quantity_json();
        bucket["change_reasons"] = codes_json(change.reasons);
        bucket["reasons"] = findings_json(why);
        buckets.push_back(std::move(bucket));
    }
    return {{"product_id", id_text(product.id.value)},
            {"product_code", product.code},
            {"product_name", product.name},
            {"unit", product.unit},
            {"units_per_box", product.units_per_box},
            {"buckets", std::move(buckets)}};
}

}  // namespace bihuan::production
