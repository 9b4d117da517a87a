#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "base/checked.h"
#include "base/describe_json.h"
#include "business/company/people/people.h"
#include "business/demand/forecasts/asked.h"
#include "business/demand/forecasts/forecasts_api.h"
#include "business/demand/forecasts/overrides.h"
#include "platform/http/json_body.h"
#include "platform/identity/identity_api.h"

namespace bihuan::forecasts {

namespace {

using nlohmann::json;

constexpr std::size_t kMonthsAhead = 6;

std::string needed_permission(OverrideLayer layer) {
    if (layer == OverrideLayer::SalesOverride) return "overrides_sales.write";
    return layer == OverrideLayer::MarketingOverride ? "overrides_marketing.write"
                                                     : "forecasts.write";
}

void require_permission(const Viewer& viewer, OverrideLayer layer) {
    const auto permission = needed_permission(layer);
    if (!viewer.may(permission))
        throw Error(ErrorCode::Forbidden,
                    fmt::format("You may not make this correction; it needs {}.", permission));
}

/// Reads a change of a figure. What the viewer may not see cannot be changed.
Override read_change(Session& session, json body) {
    constexpr std::size_t kLongestName = 80;
    const auto scenario = http::text_member(body, "scenario", kLongestName);
    body.erase("scenario");
    if (!body.contains("reason")) body["reason"] = "preview";
    auto override = from_json_object<Override>(body);
    if (!override)
        throw Error(
            ErrorCode::InvalidInput, "The change cannot be read.", std::move(override.error()));
    if (!scenario.empty()) override->scenario_id = asked_scenario(session, scenario);
    override->person_id = {session.viewer().person_id};
    require_may_write(session.viewer(), get_scenario(session, override->scenario_id));
    session.get(override->product_id);
    if (override->channel_id) session.get(override->channel_id);
    if (override->region_id)
        session.get(override->region_id);
    else if (!session.viewer().whole_company)
        throw Error(ErrorCode::Forbidden,
                    "Choose one of your regions; only who sees the whole company changes all.",
                    {{"missing", "/region_id", "Choose a region.", ""}});
    return *std::move(override);
}

/// Sums of the rows within a region and channel.
ForecastRow sum_of(const std::vector<ForecastRow>& rows,
                   const Override& override,
                   const Places& places) {
    ForecastRow sum;
    for (const auto& row : rows) {
        if (row.target_month != override.target_month) continue;
        if (!places.region_within(row.region_id.value, override.region_id.value)) continue;
        if (!places.channel_within(row.channel_id.value, override.channel_id.value)) continue;
        add_to(sum.quantity, row.quantity, "a forecast of several places");
        for (const auto& layer : kLayerFields)
            add_to(sum.*layer.member, row.*layer.member, "a forecast of several places");
    }
    return sum;
}

json production_json(Session& session,
                     const Override& override,
                     const ProductionPreview& production,
                     std::int64_t change) {
    // What the nation makes is not for everybody who corrects a region.
    if (!production || !session.viewer().may("production.read")) return nullptr;
    std::array<std::int64_t, kMonthsAhead> changes{};
    const int ahead = override.target_month - override.month - 1;
    if (ahead < 0 || ahead >= static_cast<int>(kMonthsAhead)) return nullptr;
    changes[static_cast<std::size_t>(ahead)] = change;
    const auto effect = production(
        session,
        {.scenario = override.scenario_id, .month = override.month, .product = override.product_id},
        changes);
    if (!effect) return nullptr;
    return {{"before", effect->before}, {"after", effect->after}};
}

json preview_json(Session& session, Override override, const ProductionPreview& production) {
    const auto places = load_places(session);
    const auto before =
        rows_of_product(session, override.scenario_id, override.month, override.product_id);
    auto overrides =
        active_overrides(session, override.scenario_id, override.month, override.product_id);
    // As if it were the newest.
    for (const auto& one : overrides)
        override.created_at = std::max(override.created_at, one.created_at);
    override.created_at += std::chrono::microseconds{1};
    overrides.push_back(override);
    const auto after = with_overrides(before, std::move(overrides), places);
    const auto sum_before = sum_of(before, override, places);
    const auto sum_after = sum_of(after, override, places);
    return {
        {"before", {{"quantity", sum_before.quantity}, {"layers", layers_json(sum_before)}}},
        {"after", {{"quantity", sum_after.quantity}, {"layers", layers_json(sum_after)}}},
        {"production_change",
         production_json(session, override, production, sum_after.quantity - sum_before.quantity)}};
}

json override_json(Session& session, const Override& override) {
    auto result = to_json_object(override);
    const auto name = people::name_of(session, override.person_id);
    result["person"] = name ? json(*name) : json();
    return result;
}

http::Operation operation_of(std::string path, std::string id, std::string summary) {
    return {.path = std::move(path),
            .id = std::move(id),
            .permission = "forecasts.read",
            .summary = std::move(summary),
            .tag = "forecasts"};
}

http::Operation preview_operation(Database& database, ProductionPreview production) {
    auto preview = operation_of("/v1/forecasts/preview",
                                "preview_override",
                                "What a correction would do to the forecast and to production.");
    preview.method = http::Method::Post;
    preview.lane = http::Lane::Heavy;  // it writes nothing, and sums the whole company anew
    preview.body = http::BodyKind::Json;
    preview.body_schema = "ForecastChange";
    preview.answers = {{.description = "Before and after.", .schema = "ForecastPreview"}};
    preview.handler = [&database, production](const http::Request& request) {
        const auto& viewer = identity::viewer_of(request);
        auto body = http::parse_json_object(request);
        const auto override = database.read(
            viewer, [&](Session& session) { return read_change(session, std::move(body)); });
        // Other regions' corrections move this one's figures; the answer shows its own scope only.
        const auto answer = database.read(whole_company(viewer), [&](Session& session) {
            return preview_json(session, override, production);
        });
        return http::Response::json(answer.dump());
    };
    return preview;
}

http::Operation list_operation(Database& database) {
    auto list =
        operation_of("/v1/overrides", "list_overrides", "Corrections in force, oldest first.");
    list.parameters = {{.name = "month", .description = "The closed month.", .required = true},
                       {.name = "product_id"},
                       {.name = "scenario"}};
    list.answers = {
        {.description = "All of them.",
         .schema =
             R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/ForecastOverride"}}}})"}};
    list.handler = [&database](const http::Request& request) {
        const auto answer = database.read(identity::viewer_of(request), [&](Session& session) {
            const auto scope = asked_scope(session, request);
            json items = json::array();
            for (const auto& override :
                 active_overrides(session, scope.scenario, scope.month, scope.product))
                items.push_back(override_json(session, override));
            return json{{"items", std::move(items)}};
        });
        return http::Response::json(answer.dump());
    };
    return list;
}

http::Operation create_operation(Database& database, const Clock& clock) {
    auto create = operation_of("/v1/overrides",
                               "create_override",
                               "Correct a forecast, with the reason; needs the department's own "
                               "permission (overrides_sales, overrides_marketing, forecasts).");
    create.method = http::Method::Post;
    create.body = http::BodyKind::Json;
    create.body_schema = "ForecastChange";
    create.answers = {
        {.status = 201, .description = "The correction.", .schema = "ForecastOverride"}};
    create.handler = [&database, &clock](const http::Request& request) {
        const auto& viewer = identity::viewer_of(request);
        auto body = http::parse_json_object(request);
        if (!body.contains("reason")) body["reason"] = "";
        auto override = database.read(
            viewer, [&](Session& session) { return read_change(session, std::move(body)); });
        require_permission(viewer, override.layer);
        const auto answer = database.write(whole_company(viewer), clock, [&](Transaction& t) {
            Override kept = override;
            add_override(t, kept);
            return override_json(t, kept);
        });
        return http::Response::created("/v1/overrides/" + answer["id"].get<std::string>(),
                                       answer.dump());
    };
    return create;
}

http::Operation remove_operation(Database& database, const Clock& clock) {
    auto remove = operation_of(
        "/v1/overrides/{id}", "delete_override", "Withdraw a correction; it stays on record.");
    remove.method = http::Method::Delete;
    remove.answers = {{.status = 204, .description = "It is withdrawn."}};
    remove.handler = [&database, &clock](const http::Request& request) {
        const auto& viewer = identity::viewer_of(request);
        const Id<Override> id{request.path_id("id")};
        const auto override = database.read(viewer, [&](Session& session) {
            auto found = session.get(id);
            require_may_write(viewer, get_scenario(session, found.scenario_id));
            return found;
        });
        require_permission(viewer, override.layer);
        if (!viewer.whole_company && override.person_id.value != viewer.person_id)
            throw Error(ErrorCode::Forbidden,
                        "This correction is another person's; it is not yours to withdraw.");
        database.write(whole_company(viewer), clock, [&](Transaction& t) {
            withdraw_override(t, id, "withdrawn");
        });
        return http::Response::empty();
    };
    return remove;
}

}  // namespace

std::vector<http::Operation> override_operations(Database& database,
                                                 const Clock& clock,
                                                 ProductionPreview production) {
    return {preview_operation(database, std::move(production)),
            list_operation(database),
            create_operation(database, clock),
            remove_operation(database, clock)};
}

}  // namespace bihuan::forecasts
