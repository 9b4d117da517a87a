#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/api/api.h"
#include "business/company/outlets/outlet.h"
#include "business/company/people/person.h"
#include "business/company/products/product.h"
#include "business/company/regions/region.h"
#include "business/demand/forecasts/override.h"
#include "business/sales/facts/facts.h"
#include "platform/http/dispatcher.h"
#include "support/databases.h"

// A small closed company in which everything that is not one's own is marked: texts by a word,
// figures by their size. What a zone sells in a week is a hundred times more than the zone before
// sells in all, so that one foreign row in any sum, mean or total shows at once.
namespace bihuan::api {

/// From the inside out, seen by who works in the first.
struct Zone {
    const char* mark;     ///< Stands in every text of the zone.
    std::int64_t weekly;  ///< Units of a product sold in a week.
};

inline constexpr Zone kOwn{"OWNMARK", 5};            ///< A city: representative, merchandiser.
inline constexpr Zone kNear{"NEARMARK", 10'000};     ///< The city beside it, of the same manager.
inline constexpr Zone kFar{"FARMARK", 100'000'000};  ///< Another manager's.
inline constexpr Zone kNation{"NATIONMARK", 300'000'000};  ///< The head office's.

/// Who asks, and from which size on a figure holds something that is not theirs.
struct FieldRole {
    const char* login;
    std::int64_t foreign_from;
    std::vector<std::string> foreign_marks;
};

inline const std::vector<FieldRole> kFieldRoles{
    {"representative", 5'000, {kNear.mark, kFar.mark, kNation.mark}},
    {"merchandiser", 5'000, {kNear.mark, kFar.mark, kNation.mark}},
    {"manager", 30'000'000, {kFar.mark, kNation.mark}}};

struct Answer {
    int status = 0;
    std::string media_type;
    std::string text;  ///< A workbook's cells, one row a line.

    nlohmann::json json() const { return nlohmann::json::parse(text); }
};

class FieldCompany : public DatabaseTest {
protected:
    FieldCompany();
    ~FieldCompany() override;

    void SetUp() override;

    void sign_in(const std::string& login);
    Answer ask(http::Method method,
               const std::string& target,
               const nlohmann::json& body = nullptr,
               const std::string& if_match = {});
    Answer get(const std::string& target) { return ask(http::Method::Get, target); }

    /// Every id, of the tables that a role of the field may see a part of, that is not theirs.
    std::set<std::string> foreign_ids(const std::string& login) const;

    std::string id(const std::string& name) const { return ids_.at(name); }

    Id<Region> china_, east_, own_city_, near_city_, far_city_;
    std::map<std::string, Person> people_;  ///< By code.
    Product tea_{.code = "TEA", .name = "茶", .category = "茶饮", .units_per_box = 12};
    Product milk_{.code = "MILK", .name = "牛奶", .category = "乳品", .units_per_box = 10};
    Id<Channel> channel_;
    http::EventHub hub_;
    std::shared_ptr<http::Metrics> metrics_ = std::make_shared<http::Metrics>();
    std::filesystem::path folder_;
    imports::Kinds kinds_;
    std::unique_ptr<identity::Identity> identity_;
    std::unique_ptr<jobs::Jobs> jobs_;
    std::unique_ptr<http::Dispatcher> dispatcher_;

    /// With an account of the same name.
    void add_person(const std::string& code,
                    Role role,
                    Id<Region> region,
                    const char* name_mark,
                    const char* contact_mark);

private:
    Id<Region> add_region(const std::string& code, Id<Region> parent);
    void add_people();
    void add_nouns();
    void add_outlet(const std::string& code, Id<Region> region, const char* outlet_class);
    void add_promotions();
    void add_plans();
    void add_facts();
    void add_fact(facts::FactKind kind, std::vector<facts::FactRow> rows);
    void close_months();
    void add_override(const char* mark, Month closed, Id<Region> region, std::int64_t change);
    void add_month_work();
    void add_import(const std::string& person, const char* mark, const std::string& rows);
    void add_job(const std::string& person, const char* mark, std::int64_t figure);
    void note(const std::string& name, std::int64_t id) { ids_[name] = std::to_string(id); }

    std::map<std::string, Id<Outlet>> outlets_;
    std::map<std::string, std::string> ids_;                       ///< Of rows that tests name.
    std::map<std::string, std::vector<std::string>> ids_of_zone_;  ///< By mark.
    std::int64_t imports_ = 0;
    std::string token_;
    std::string csrf_;
};

}  // namespace bihuan::api
