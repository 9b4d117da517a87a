#include "platform/database/transaction.h"

#include <set>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "base/describe_json.h"
#include "base/pinyin.h"
#include "base/stale_edit.h"
#include "database/queries.h"
#include "platform/database/database_error.h"

namespace bihuan {

namespace {

std::string as_json(const Description& description, std::span<const Value> values) {
    return values_to_json(description, values).dump();
}

Params params_of(const Description& description, const Values& values) {
    Params params;
    for (std::size_t i = 0; i < values.size(); ++i)
        params.emplace_back(description.fields[i].name, values[i]);
    return params;
}

[[noreturn]] void fail_stale(const Description& description, std::int64_t id) {
    throw StaleEdit(
        fmt::format("Row {} of {} was changed by someone else meanwhile. Load it again, look at "
                    "what changed, and "
                    "save once more.",
                    id,
                    description.table));
}

std::string verb(const Description& description, std::string_view past) {
    return fmt::format("{}.{}", description.table, past);
}

/// SQLite names "table.column", PostgreSQL the constraint "table_column_key".
bool names_key(std::string_view name, std::string_view table, std::string_view field) {
    return name == fmt::format("{}.{}", table, field) ||
           name == fmt::format("{}_{}_key", table, field);
}

/// As `pinyin_of`, which takes a fifth of a millisecond: many outlets bear the name of a chain and
/// a street.
const std::string& reading_of(const std::string& name) {
    constexpr std::size_t kMostKept = 2000;
    thread_local std::unordered_map<std::string, std::string> readings;
    if (const auto found = readings.find(name); found != readings.end()) return found->second;
    if (readings.size() >= kMostKept) readings.clear();
    return readings[name] = pinyin_of(name);
}

/// Sets the fields that hold another field's reading.
void complete(const Description& description, Values& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto source = description.fields[i].pinyin_of;
        if (source.empty()) continue;
        const auto* name = std::get_if<std::string>(&values[description.index_of(source)]);
        values[i] = name == nullptr ? std::string() : reading_of(*name);
    }
}

/// Every write of a noun keeps to its bounds, whoever asks for it; on a change, what was there
/// before may stay as it is.
void keep_bounds(const Description& description, Values& values, const Values* before) {
    Issues issues;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto& field = description.fields[i];
        if (!field.pinyin_of.empty()) continue;
        if (before != nullptr && values[i] == (*before)[i]) continue;
        values[i] = detail::in_order(field, values[i]);
        detail::check_value(field, values[i], issues);
    }
    if (!issues.empty())
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("This row of {} has issues.", description.table),
                    std::move(issues));
}

}  // namespace

std::int64_t Transaction::execute_noun(const Description& description,
                                       const std::string& sql,
                                       const Params& params) {
    try {
        return connection().execute(sql, params);
    } catch (const KeyTaken& taken) {
        for (const auto& field : description.fields)
            for (const auto& name : taken.names())
                if (names_key(name, description.table, field.name)) fail_key_taken(field.name);
        throw;
    }
}

void Transaction::insert_values(const Description& description,
                                Values& values,
                                const std::string& reason) {
    Value& id = values[description.index_of("id")];
    if (std::holds_alternative<std::monostate>(id)) id = make_id();
    if (description.has("version")) values[description.index_of("version")] = std::int64_t{1};
    keep_bounds(description, values, nullptr);
    complete(description, values);
    execute_noun(description, insert_sql(description), params_of(description, values));
    keep_region_lists(description, std::get<std::int64_t>(id), values);
    require_visible(description, std::get<std::int64_t>(id));
    record({.action = verb(description, "created"),
            .subject_kind = std::string(description.table),
            .subject_id = std::get<std::int64_t>(id),
            .reason = reason,
            .after = as_json(description, values)});
}

void Transaction::update_values(const Description& description,
                                Values& values,
                                std::int64_t expected_version,
                                const std::string& reason) {
    const auto id = std::get<std::int64_t>(values[description.index_of("id")]);
    const auto before = find_values(description, id);
    if (!before) fail_not_found(description, id);
    require_stored(description, *before, values);
    values[description.index_of("version")] = expected_version + 1;
    keep_bounds(description, values, &*before);
    complete(description, values);
    auto params = params_of(description, values);
    std::erase_if(params, [&](const Param& param) {
        return !viewer().stores(*description.find(param.name));
    });
    params.emplace_back("expected_version", Value{expected_version});
    if (execute_noun(description, update_sql(description, viewer()), params) == 0)
        fail_stale(description, id);
    keep_region_lists(description, id, values);
    require_visible(description, id);
    record({.action = verb(description, "updated"),
            .subject_kind = std::string(description.table),
            .subject_id = id,
            .reason = reason,
            .before = as_json(description, *before),
            .after = as_json(description, values)});
}

void Transaction::erase_values(const Description& description,
                               std::int64_t id,
                               std::int64_t expected_version,
                               const std::string& reason) {
    const auto before = find_values(description, id);
    if (!before) fail_not_found(description, id);
    const Params params{{"id", Value{id}}, {"expected_version", Value{expected_version}}};
    if (execute_noun(description, delete_sql(description), params) == 0)
        fail_stale(description, id);
    keep_region_lists(description, id, {});
    record({.action = verb(description, "removed"),
            .subject_kind = std::string(description.table),
            .subject_id = id,
            .reason = reason,
            .before = as_json(description, *before)});
}

std::int64_t Transaction::execute(const Query& query, const Params& params, Trace trace) {
    Params all = params;
    const auto sql = resolve(query, all);
    const auto changed = naming(query, [&] { return connection().execute(sql, all); });
    if (changed > 0 && trace == Trace::Event) untold_ = true;
    return changed;
}

void Transaction::bulk_values(const Description& description,
                              const std::function<bool(Values&)>& next,
                              Trace trace) {
    // Their regions would have to be noted row by row; nobody has many of them.
    BIHUAN_CHECK(std::ranges::none_of(
        description.fields, [](const auto& field) { return field.guard == Guard::RegionList; }));
    const bool derived = std::ranges::any_of(
        description.fields, [](const auto& field) { return !field.pinyin_of.empty(); });
    const auto completed = [&](Values& values) {
        if (!next(values)) return false;
        complete(description, values);
        return true;
    };
    if (derived)
        connection().bulk_insert(description.table, description.fields, completed);
    else
        connection().bulk_insert(description.table, description.fields, next);
    if (trace == Trace::Event) untold_ = true;
}

void Transaction::record(Event event) {
    event.reason = text_for(description_of<StoredEvent>(), "reason", event.reason);
    events_.push_back(std::move(event));
    untold_ = false;
}

void Transaction::keep_region_lists(const Description& description,
                                    std::int64_t id,
                                    const Values& after) {
    for (std::size_t i = 0; i < description.fields.size(); ++i) {
        const auto& field = description.fields[i];
        if (field.guard != Guard::RegionList || !viewer().stores(field)) continue;
        connection().execute(forget_regions_sql(field), {{"row_id", Value{id}}});
        if (after.empty()) continue;
        auto regions = list_from_json(std::get<std::string>(after[i])).value();
        if (regions.empty()) regions.emplace_back("0");  // everywhere
        for (const auto& region : std::set(regions.begin(), regions.end()))
            connection().execute(
                note_region_sql(field),
                {{"row_id", Value{id}}, {"region_id", Value{std::int64_t{std::stoll(region)}}}});
    }
}

/// What the viewer does not see, in whole, cannot be changed by them.
void Transaction::require_stored(const Description& description,
                                 const Values& before,
                                 const Values& after) const {
    for (std::size_t i = 0; i < description.fields.size(); ++i) {
        const auto& field = description.fields[i];
        if (viewer().stores(field) || before[i] == after[i]) continue;
        throw Error(ErrorCode::Forbidden,
                    fmt::format("You may not change {} of {}.", field.name, description.table),
                    {{"unseen_field",
                      fmt::format("/{}", field.name),
                      "Leave the field as it is; you do not see all of it.",
                      ""}});
    }
}

void Transaction::require_visible(const Description& description, std::int64_t id) {
    if (viewer().whole_company || find_values(description, id)) return;
    throw Error(
        ErrorCode::Forbidden,
        fmt::format("A row of {} may only be written in your own regions.", description.table));
}

void Transaction::finish() {
    if (most_ == Trace::None && (untold_ || !events_.empty()))
        throw Error(ErrorCode::Internal, "Bookkeeping was about to change the business.");
    if (untold_)
        throw Error(ErrorCode::Internal, "A change was about to be committed without its event.");
    if (events_.empty()) return;
    auto head = query_one<EventHead>(database_queries::kEventHeadLocked, {});
    std::vector<StoredEvent> stored;
    for (auto& event : events_) {
        StoredEvent row{.id = new_id<StoredEvent>(),
                        .sequence = head.sequence + 1,
                        .at = now_,
                        .action = std::move(event.action),
                        .subject_kind = std::move(event.subject_kind),
                        .reason = std::move(event.reason),
                        .previous_hash = head.hash};
        if (viewer().person_id != 0) row.person_id = viewer().person_id;
        if (!viewer().address.empty()) row.address = viewer().address;
        if (event.subject_id != 0) row.subject_id = event.subject_id;
        if (!event.before.empty()) row.before_state = std::move(event.before);
        if (!event.after.empty()) row.after_state = std::move(event.after);
        row.hash = event_hash(row);
        head = {row.sequence, row.hash};
        stored.push_back(std::move(row));
    }
    events_.clear();
    bulk_insert<StoredEvent>(stored, Trace::None);
    execute(database_queries::kMoveEventHead,
            {{"sequence", head.sequence}, {"hash", head.hash}},
            Trace::None);
}

}  // namespace bihuan
