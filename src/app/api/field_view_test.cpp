#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "app/api/field_company.h"
#include "app/resources.h"
#include "platform/http/url.h"

// What docs/security.md promises under "Who sees what", asked of every operation that there is: no
// answer to a role of the field holds a text, an id or a figure of another's region or of the
// nation, whichever way one asks; and what is theirs is in it.
namespace bihuan::api {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

/// Numbers of seven digits may stand in ids and hashes; those are compared as a whole.
constexpr std::size_t kLongestFigure = 12;
constexpr double kSmallestShare = 1e-6;

/// Looks through an answer for what its reader must not see.
class Inspection {
public:
    Inspection(const FieldRole& role, std::set<std::string> foreign_ids)
        : role_(role), foreign_ids_(std::move(foreign_ids)) {}

    Texts leaks_of(const Answer& answer) {
        leaks_.clear();
        if (answer.media_type.find("json") != std::string::npos)
            look_at(answer.json(), "");
        else
            look_at_text(answer.text, "");
        return leaks_;
    }

private:
    void look_at(const json& part, const std::string& place) {
        if (part.is_object())
            for (const auto& [name, member] : part.items()) look_at(member, place + "/" + name);
        if (part.is_array())
            for (const auto& item : part) look_at(item, place + "/-");
        if (part.is_number()) look_at_number(part.get<double>(), place);
        if (part.is_string()) look_at_text(part.get<std::string>(), place);
    }

    void look_at_number(double number, const std::string& place) {
        // How large a figure may be is the same for everybody.
        for (const auto* bound : {"/minimum", "/maximum", "/max_length"})
            if (place.ends_with(bound)) return;
        const double size = std::abs(number);
        const bool share_of_all = size > 0 && size < kSmallestShare;
        if (size >= static_cast<double>(role_.foreign_from) || share_of_all)
            leak(place, fmt::format("{}", number));
    }

    void look_at_text(const std::string& text, const std::string& place) {
        for (const auto& mark : role_.foreign_marks)
            if (text.find(mark) != std::string::npos) leak(place, text.substr(0, 80));
        if (foreign_ids_.contains(text)) leak(place, "the id " + text);
        constexpr std::size_t kShortestHash = 16;
        const bool hash = text.size() >= kShortestHash &&
                          text.find_first_not_of("0123456789abcdef") == std::string::npos &&
                          text.find_first_of("abcdef") != std::string::npos;
        const bool drawn = place.ends_with("/csrf_token");  // its digits are chance
        if (!hash && !drawn) look_at_digits(text, place);
    }

    void look_at_digits(const std::string& text, const std::string& place) {
        std::string digits;
        for (const char c : text + " ") {
            if (c >= '0' && c <= '9') {
                digits += c;
            } else if (c != ',') {
                if (!digits.empty() && digits.size() <= kLongestFigure &&
                    std::stoll(digits) >= role_.foreign_from)
                    leak(place, digits);
                digits.clear();
            }
        }
    }

    void leak(const std::string& place, const std::string& what) {
        leaks_.push_back(fmt::format("{}: {}", place, what));
    }

    const FieldRole& role_;
    std::set<std::string> foreign_ids_;
    Texts leaks_;
};

/// Every way to put an operation's question.
class FieldView : public FieldCompany {
protected:
    /// Ids and values that a person of the head office finds.
    void learn() {
        sign_in("administrator");
        for (const auto& resource : all_resources())
            rows_[resource.path] = get("/v1/" + resource.path + "?limit=1000").json()["items"];
        for (const auto* path : {"imports", "jobs", "scenarios"})
            rows_[path] = get(fmt::format("/v1/{}", path)).json()["items"];
        rows_["handovers"] = json::array();
        for (const auto* code : {"M2S-1", "M2S-4", "S2M-5", "S2M-7", "PLAN"})
            rows_["handovers"].push_back({{"id", id(code)}});
    }

    static Texts crossed(
        const Texts& beginnings,
        const Texts& endings,
        const std::function<std::string(const std::string&, const std::string&)>& joined) {
        Texts all;
        for (const auto& begin : beginnings)
            for (const auto& end : endings) all.push_back(joined(begin, end));
        return all;
    }

    Texts ids_of(const std::string& path) const {
        Texts ids;
        for (const auto& row : rows_.at(path)) ids.push_back(row.at("id"));
        return ids;
    }

    /// What may stand for {name} of a path.
    Texts path_values(const http::Operation& operation, const std::string& name) const {
        const auto noun = operation.path.substr(4, operation.path.find('/', 4) - 4);
        if (name == "id") return ids_of(noun);
        if (name == "product_id") return ids_of("products");
        if (name == "month") return {"2026-10", "2026-09"};
        if (name == "kind") return {"sell-out", "sell-in", "stock"};
        if (name == "file") return {"outlets.xlsx", "sell-out.xlsx"};
        ADD_FAILURE() << operation.id << ": this test does not know what stands for " << name;
        return {};
    }

    Texts paths_of(const http::Operation& operation) const {
        Texts paths{operation.path};
        for (auto open = paths.front().find('{'); open != std::string::npos;
             open = paths.front().find('{')) {
            const auto name =
                paths.front().substr(open + 1, paths.front().find('}', open) - open - 1);
            paths = crossed(paths, path_values(operation, name), [&](auto path, const auto& value) {
                const auto at = path.find("{" + name + "}");
                return path.replace(at, name.size() + 2, value);
            });
            if (paths.empty()) break;
        }
        return paths;
    }

    /// What may be given for a parameter of the query, itself left out.
    Texts query_values(const http::Operation& operation, const std::string& name) const {
        static const Texts marks{kOwn.mark, kNear.mark, kFar.mark, kNation.mark};
        const std::map<std::string, Texts> known{
            {"month", {"2026-10", "2026-09"}},
            {"target_month", {"2026-11", "2026-12"}},
            {"product_id", ids_of("products")},
            {"region_id", ids_of("regions")},
            {"channel_id", ids_of("channels")},
            {"scenario", {id("copy"), std::string(kNation.mark) + " copy"}},
            {"by", {"region", "product", "representative"}},
            {"first_day", {"2026-11-01", "2026-11-09", "2026-12-01"}},
            {"bucket", {"week"}},
            {"q", marks},
            {"search", marks},
            {"limit", {"100"}},
            {"format", {"csv"}},
            {"language", {"en"}},
            {"from", {"2026-10-01"}},
            {"to", {"2026-10-31"}},
            {"after", {}}};
        if (name == "sort") return sorts_of(operation);
        if (name.starts_with("filter[")) return filters_of(operation, name);
        const auto found = known.find(name);
        if (found != known.end()) return found->second;
        ADD_FAILURE() << operation.id << ": this test does not know what to give for " << name;
        return {};
    }

    static Texts sorts_of(const http::Operation& operation) {
        Texts sorts;
        for (const auto& parameter : operation.parameters)
            if (parameter.name.starts_with("filter["))
                sorts.push_back(parameter.name.substr(7, parameter.name.size() - 8));
        return sorts;
    }

    Texts filters_of(const http::Operation& operation, const std::string& name) const {
        const auto rows = rows_.find(operation.path.substr(4, operation.path.find('/', 4) - 4));
        const auto field = name.substr(7, name.size() - 8);
        std::set<std::string> values;
        if (rows == rows_.end()) return {};
        for (const auto& row : rows->second) {
            const auto& value = row.at(field);
            values.insert(value.is_string() ? value.get<std::string>() : value.dump());
        }
        constexpr std::size_t kFew = 4;
        Texts few(values.begin(), values.end());
        if (few.size() > kFew) few.erase(few.begin() + 2, few.end() - 2);
        return few;
    }

    /// All that is required, then each of the others beside it; product and place also together.
    Texts targets_of(const http::Operation& operation) const {
        const auto join = [](const std::string& target, const std::string& more) {
            return target + (target.find('?') == std::string::npos ? "?" : "&") + more;
        };
        const auto given = [&](const http::Parameter& parameter) {
            Texts pairs;
            for (const auto& value : query_values(operation, parameter.name))
                pairs.push_back(parameter.name + "=" + http::percent_encode(value));
            return pairs;
        };
        Texts targets = paths_of(operation);
        for (const auto& parameter : operation.parameters)
            if (parameter.required && parameter.place == http::Parameter::Place::Query)
                targets = crossed(targets, given(parameter), join);
        const Texts plain = targets;
        for (const auto& parameter : operation.parameters) {
            if (parameter.required || parameter.place != http::Parameter::Place::Query) continue;
            const auto& beginnings = parameter.name == "region_id" ? targets : plain;
            for (auto& target : crossed(Texts(beginnings), given(parameter), join))
                targets.push_back(std::move(target));
        }
        return targets;
    }

    std::vector<const http::Operation*> reads() const {
        std::vector<const http::Operation*> found;
        for (const auto* operation : dispatcher_->router().operations())
            if (http::is_safe(operation->method) && operation->permission != http::kPublic)
                found.push_back(operation);
        return found;
    }

    std::map<std::string, json> rows_;
};

INSTANTIATE_TEST_SUITE_P(Both, FieldView, both_databases(), dialect_name);

TEST_P(FieldView, NoAnswerToTheFieldHoldsWhatIsAnothersOrTheNations) {
    learn();
    for (const auto& role : kFieldRoles) {
        sign_in(role.login);
        Inspection inspection(role, foreign_ids(role.login));
        std::map<std::string, Texts> leaks;
        int answered = 0;
        for (const auto* operation : reads())
            for (const auto& target : targets_of(*operation)) {
                const auto answer = get(target);
                EXPECT_LT(answer.status, 500) << target;
                answered += answer.status == 200 ? 1 : 0;
                for (const auto& leak : inspection.leaks_of(answer))
                    leaks[operation->id].push_back(fmt::format("{} {}", target, leak));
            }
        constexpr int kMany = 300;
        EXPECT_GT(answered, kMany) << role.login << " is refused what is theirs";
        for (const auto& [operation, found] : leaks)
            ADD_FAILURE() << role.login << " reads by " << operation << ", " << found.size()
                          << " times:\n  " << found.front() << "\n  " << found.back();
    }
}

TEST_P(FieldView, TheHeadOfficeIsAnsweredEveryQuestionWithTheMarksInIt) {
    learn();
    const FieldRole own{"representative", 5'000, {kNear.mark, kFar.mark, kNation.mark}};
    Inspection inspection(own, foreign_ids(own.login));
    std::set<std::string> marked;
    for (const auto* operation : reads()) {
        bool answered = false;
        for (const auto& target : targets_of(*operation)) {
            const auto answer = get(target);
            answered = answered || answer.status == 200;
            if (!inspection.leaks_of(answer).empty()) marked.insert(operation->id);
        }
        EXPECT_TRUE(answered) << operation->id << ": no question of this test is answered";
    }
    for (const auto* id : {"list_people",
                           "get_people",
                           "export_people",
                           "list_promotions",
                           "get_promotions",
                           "export_promotions",
                           "list_outlets",
                           "export_outlets",
                           "list_target_proposals",
                           "list_prices",
                           "list_production_sites",
                           "list_production_orders",
                           "get_production_plan",
                           "get_product_plan",
                           "explain_production",
                           "get_month",
                           "list_jobs",
                           "get_job",
                           "watch_job",
                           "list_imports",
                           "get_import",
                           "list_scenarios",
                           "search",
                           "get_handover",
                           "list_overrides",
                           "get_forecast",
                           "list_forecasts",
                           "explain_forecast",
                           "get_forecast_anatomy",
                           "get_forecast_hindsight",
                           "get_targets",
                           "export_facts",
                           "list_events"})
        EXPECT_TRUE(marked.contains(id)) << id << " carries no mark: the test above proves nothing";
}

TEST_P(FieldView, TheFieldIsAnsweredWithWhatIsTheirs) {
    learn();
    const std::string tea = std::to_string(tea_.id.value);
    const auto shows = [&](const std::string& target, std::string_view what) {
        const auto answer = get(target);
        EXPECT_EQ(answer.status, 200) << target;
        EXPECT_NE(answer.text.find(what), std::string::npos)
            << target << " lacks " << what << ": " << answer.text.substr(0, 300);
    };
    for (const auto& role : kFieldRoles) {
        SCOPED_TRACE(role.login);
        sign_in(role.login);
        for (const auto* noun : {"outlets", "regions", "people", "promotions", "target-proposals"})
            shows(fmt::format("/v1/{}", noun), kOwn.mark);
        for (const auto* noun : {"outlets", "people", "promotions"})
            for (const auto* format : {"csv", "xlsx"})
                shows(fmt::format("/v1/{}/export?format={}", noun, format), kOwn.mark);
        for (const auto* name : {"own", "everywhere", "above", "mixed"})
            shows("/v1/promotions/" + id(fmt::format("promotion {}", name)), name);
        shows("/v1/people/" + std::to_string(people_["manager"].id.value), "OWNMARK phone");
        shows("/v1/people/" + std::to_string(people_["sales"].id.value), "OWNMARK phone");
        shows("/v1/search?q=OWNMARK", "promotions");
        shows("/v1/facts/sell-out/export?format=csv", kOwn.mark);
        shows("/v1/overrides?month=2026-10", "OWNMARK reason");
        shows("/v1/explanations/forecast?month=2026-10&product_id=" + tea, "OWNMARK reason");
        shows("/v1/forecasts?month=2026-10&product_id=" + tea, "OWNMARK own");
        shows("/v1/targets?month=2026-10", kOwn.mark);
        shows("/v1/handovers/" + id("M2S-4"), "OWNMARK city");
        shows("/v1/handovers/" + id("S2M-7"), "OWNMARK city");
        shows("/v1/handovers/" + id("M2S-4"), "OWNMARK question");
        shows("/v1/jobs", fmt::format("\"{}\"", id(fmt::format("job of {}", role.login))));
        shows("/v1/months/2026-10", "\"publish\"");
        const auto forecast = get("/v1/forecasts?month=2026-10&product_id=" + tea).json();
        EXPECT_GT(forecast["forecast"][0]["quantity"].get<int>(), 0);
        EXPECT_GT(forecast["history"].back()["quantity"].get<int>(), 0);
        const auto table = get("/v1/forecast-table?month=2026-10").json();
        EXPECT_EQ(table["items"].size(), 2U);
        EXPECT_GT(get("/v1/targets?month=2026-10").json()["node"]["quantity"].get<int>(), 0);
    }
}

}  // namespace
}  // namespace bihuan::api
