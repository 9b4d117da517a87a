#include "business/demand/forecasts/rerun.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>

#include "business/demand/forecasts/coherence.h"
#include "business/demand/forecasts/forecast_rows.h"
#include "business/demand/forecasts/overrides.h"
#include "business/demand/forecasts/product_sums.h"
#include "business/demand/forecasts/steadying.h"
#include "business/demand/forecasts/view_rows.h"
#include "forecasts/queries.h"

namespace bihuan {

template <>
inline constexpr auto kDescription<forecasts::SeriesKey> =
    describe<forecasts::SeriesKey>("",
                                   field("product_id", &forecasts::SeriesKey::product_id),
                                   field("region_id", &forecasts::SeriesKey::region_id),
                                   field("channel_id", &forecasts::SeriesKey::channel_id));

}  // namespace bihuan

namespace bihuan::forecasts {

namespace {

constexpr std::array<std::string_view, 3> kGrains{"nodes", "product", "total"};
constexpr std::int64_t kMostRegions = 60;    ///< Of a company that is run as a whole.
constexpr std::size_t kMostRehearsed = 120;  ///< Nodes of a large company.
constexpr std::size_t kEnoughKin = 8;        ///< Nodes of a product that need no other product's.

/// The product and those whose sums or nodes are its kin; the product is always among them. Without
/// a product: all of a small company, else none.
std::vector<Id<Product>> products_beside(Session& session,
                                         const Influences& influences,
                                         Id<Product> product) {
    const auto own =
        session.list<Product>({.filters = {{"own", {Value{std::int64_t{1}}}}}, .limit = 0}).items;
    const bool few = own.size() <= kMostProducts;
    std::vector<Id<Product>> chosen;
    if (product) chosen.push_back(product);
    const auto category = influences.product(product.value).category;
    for (const auto& one : own) {
        const bool kin = product && chosen.size() < kMostKinProducts &&
                         influences.product(one.id.value).category == category;
        if (one.id != product && (few || kin)) chosen.push_back(one.id);
    }
    return chosen;
}

std::set<SeriesKey> visible_nodes(Session& session, const Scope& scope) {
    Params params{{"last_month", scope.month},
                  {"region_id", scope.region.value},
                  {"channel_id", scope.channel.value}};
    if (scope.product) params.push_back({"product_id", scope.product});
    const auto nodes = session.query<SeriesKey>(
        scope.product ? forecasts_queries::kProductNodes : forecasts_queries::kOwnNodes, params);
    return {nodes.begin(), nodes.end()};
}

/// The product's nodes, and those of its category's other products if neither has many; all nodes
/// for product 0.
std::vector<std::size_t> kin_nodes(const ForecastBasis& company, std::int64_t product) {
    std::map<std::int64_t, std::size_t> count;
    for (const auto& key : company.history.keys) ++count[key.product_id];
    const auto category = company.influences.product(product).category;
    const bool alone = count[product] >= kEnoughKin;
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < company.history.size(); ++i) {
        const auto id = company.history.keys[i].product_id;
        const bool kin =
            !alone && count[id] < kEnoughKin && company.influences.product(id).category == category;
        if (product == 0 || id == product || kin) chosen.push_back(i);
    }
    return chosen;
}

void show(const std::set<SeriesKey>& visible, RerunBasis& basis) {
    const auto& keys = basis.nodes.history.keys;
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (visible.contains(keys[i])) basis.shown.push_back(i);
}

/// Too many nodes to be run one by one: their sum is.
void take_sum(RerunBasis& basis) {
    auto sums = sum_products(
        pick_series(basis.nodes.history, basis.shown),
        basis.nodes.influences.plans_for(pick_series(basis.nodes.history, basis.shown), kHorizon));
    basis.grain = RerunGrain::Product;
    basis.nodes.history = std::move(sums.history);
    basis.nodes.plans = std::move(sums.plans);
    basis.nodes.content_hash = content_hash_of(basis.nodes.history, basis.nodes.influences);
    basis.shown = {0};
}

/// Whether all nodes together can be run while somebody waits.
bool is_small(Session& session) {
    const auto products =
        session.list<Product>({.filters = {{"own", {Value{std::int64_t{1}}}}}, .limit = 1});
    return products.total <= static_cast<std::int64_t>(kMostProducts) &&
           session.list<Region>({.limit = 1}).total <= kMostRegions;
}

void take_nodes(const std::set<SeriesKey>& visible, SalesHistory history, RerunBasis& basis) {
    basis.nodes.history = std::move(history);
    show(visible, basis);
    if (basis.scope.product && basis.shown.size() > kMostRerunNodes)
        take_sum(basis);
    else
        basis.nodes.plans = basis.nodes.influences.plans_for(basis.nodes.history, kHorizon);
}

/// The product's own nodes, where they need no others; false where they do.
bool read_alone(Session& session, const std::set<SeriesKey>& visible, RerunBasis& basis) {
    auto own = load_history_of(session, basis.scope.month, std::span(&basis.scope.product, 1));
    if (own.size() < kEnoughKin) return false;
    take_nodes(visible, std::move(own), basis);
    return basis.grain == RerunGrain::Product || basis.learned;
}

void read_company(Session& session,
                  std::span<const Id<Product>> products,
                  const std::set<SeriesKey>& visible,
                  RerunBasis& basis) {
    auto& company = basis.company;
    company.month = basis.scope.month;
    company.influences = basis.nodes.influences;
    company.history = load_history_of(session, basis.scope.month, products);
    company.content_hash = content_hash_of(company.history, company.influences);
    company.plans = company.influences.plans_for(company.history, kHorizon);
    basis.shown.clear();
    take_nodes(visible,
               pick_series(company.history, kin_nodes(company, basis.scope.product.value)),
               basis);
}

/// Node by node; a product of very many as their sum. The engine's work must not depend on who
/// asks; only what is visible is shown.
RerunBasis node_basis(Database& database,
                      const Viewer& viewer,
                      const Scope& scope,
                      RerunBreadth breadth) {
    RerunBasis basis{.scope = scope};
    const auto visible = database.read(viewer, [&](Session& session) {
        const bool own = !scope.product || session.get(scope.product).own;
        return own ? visible_nodes(session, scope) : std::set<SeriesKey>();
    });
    if (visible.empty()) return basis;
    database.read(whole_company(viewer), [&](Session& session) {
        basis.seen_event = newest_event(session);
        basis.nodes.month = scope.month;
        basis.nodes.influences = load_influences(session);
        const auto products = products_beside(session, basis.nodes.influences, scope.product);
        const std::span asked(products.data(), scope.product ? 1 : products.size());
        basis.learned = learned_at(session, scope.scenario, scope.month, asked);
        const bool alone = scope.product && breadth == RerunBreadth::Close;
        if (!alone || !read_alone(session, visible, basis))
            read_company(session, products, visible, basis);
        return 0;
    });
    return basis;
}

RerunBasis total_basis(Database& database, const Viewer& viewer, const Scope& scope) {
    RerunBasis basis{.scope = scope, .grain = RerunGrain::Total};
    database.read(viewer, [&](Session& session) {
        auto& history = basis.nodes.history;
        const auto sales = history_of(session, scope);
        history.first = scope.month;
        if (sales.empty()) return 0;
        history.first = std::max(sales.front().month, scope.month - (kMostMonths - 1));
        history.months = static_cast<std::size_t>(scope.month - history.first) + 1;
        history.rhythm = find_rhythm(session, history.first, scope.month);
        history.keys = {SeriesKey{}};
        history.quantities.resize(history.months);
        history.coupons.resize(history.months);
        history.features.resize(history.months);
        history.reported.resize(history.months);
        history.prices.assign(history.months, std::numeric_limits<double>::quiet_NaN());
        for (const auto& sale : sales)
            if (const auto column = history.column_of(sale.month)) {
                history.quantities[*column] = static_cast<double>(sale.quantity);
                history.reported[*column] = true;
            }
        return 0;
    });
    basis.nodes.month = scope.month;
    if (basis.nodes.history.size() > 0) basis.shown = {0};
    basis.nodes.influences =
        database.read(whole_company(viewer), [](Session& s) { return load_influences(s); });
    basis.nodes.plans = basis.nodes.influences.plans_for(basis.nodes.history, kHorizon);
    basis.nodes.content_hash = content_hash_of(basis.nodes.history, basis.nodes.influences);
    return basis;
}

/// Figures reconciled with the products' sums, as a close does it; empty when there is none to do.
std::vector<double> coherent_at(const RerunBasis& basis,
                                const Run& run,
                                const ProductMixes& mixes,
                                int threads) {
    if (basis.grain != RerunGrain::Nodes) return {};
    const auto company = known_until(basis.company.history, run.origin);
    const auto sums = sum_products(company, basis.company.plans);
    if (sums.history.size() == company.size()) return {};
    auto above = run_engine(sums.history,
                            sums.plans,
                            basis.company.influences,
                            {.origin = run.origin,
                             .horizon = run.horizon,
                             .threads = threads,
                             .detail = forecast::Detail::Forecast});
    steady(sums.history, mixes, above);
    stop_after_last_day(sums.history, basis.company.influences, above);
    std::vector<std::size_t> product_of;
    for (const auto& key : basis.nodes.history.keys) {
        const auto sum =
            std::ranges::lower_bound(sums.history.keys, key.product_id, {}, &SeriesKey::product_id);
        product_of.push_back(static_cast<std::size_t>(sum - sums.history.keys.begin()));
    }
    return reconcile_nodes(above, product_of, run);
}

/// How far prices repeat, where it is not for the nodes at hand to tell.
std::optional<Repeats> repeats_at(const RerunBasis& basis, Month origin) {
    if (basis.grain != RerunGrain::Nodes) return std::nullopt;
    if (origin == basis.scope.month && basis.learned) return basis.learned->repeats;
    if (basis.company.history.size() == basis.nodes.history.size()) return std::nullopt;
    return find_repeats(basis.company.history, basis.company.plans, origin);
}

}  // namespace

std::string_view grain_name(RerunGrain grain) {
    return kGrains.at(static_cast<std::size_t>(grain));
}

std::optional<double> RerunBasis::sold(Month month) const {
    const auto column = nodes.history.column_of(month);
    if (!column || !nodes.history.reported[*column]) return std::nullopt;
    double sum = 0;
    for (const auto series : shown) sum += nodes.history.quantity(series, *column);
    return sum;
}

RerunBasis read_rerun_basis(Database& database,
                            const Viewer& viewer,
                            const Scope& scope,
                            RerunBreadth breadth) {
    const bool small = database.read(whole_company(viewer), [](Session& s) { return is_small(s); });
    if (!scope.product && !small) return total_basis(database, viewer, scope);
    auto basis = node_basis(database, viewer, scope, breadth);
    basis.whole = small;
    return basis;
}

std::map<Month, Mixes> mixes_at(const RerunBasis& basis,
                                std::span<const Month> origins,
                                MixMemory& memory) {
    if (basis.grain != RerunGrain::Nodes) return memory.at(basis.nodes, 1, origins);
    const auto size = basis.company.history.size();
    const std::size_t every = basis.whole ? 1 : (size + kMostRehearsed - 1) / kMostRehearsed;
    return memory.at(basis.company, every, origins);
}

Run run_at(const RerunBasis& basis,
           Month origin,
           const ProductMixes& mixes,
           forecast::Detail detail,
           int threads) {
    const auto known = known_until(basis.nodes.history, origin);
    auto run = run_engine(known,
                          basis.nodes.plans,
                          basis.nodes.influences,
                          {.origin = origin,
                           .horizon = kHorizon,
                           .threads = threads,
                           .detail = detail,
                           .repeats = repeats_at(basis, origin)});
    steady(known, mixes, run);
    stop_after_last_day(known, basis.nodes.influences, run);
    return run;
}

std::vector<ForecastRow> rows_at(const RerunBasis& basis,
                                 Month origin,
                                 const Mixes& mixes,
                                 int threads) {
    const auto run = run_at(basis, origin, mixes.nodes, forecast::Detail::Layers, threads);
    return to_rows(known_until(basis.nodes.history, origin),
                   run,
                   coherent_at(basis, run, mixes.products, threads),
                   threads);
}

}  // namespace bihuan::forecasts
