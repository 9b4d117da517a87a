#include "app/api/members.h"

#include <nlohmann/json.hpp>

#include "app/setting.h"
#include "base/error.h"
#include "business/company/people/administrators.h"
#include "business/company/people/people.h"
#include "business/company/products/brand.h"

namespace bihuan::api {

namespace {

using nlohmann::json;

bool is_active(const Person& person, Day today) {
    return (!person.active_from || *person.active_from <= today) &&
           (!person.active_to || today <= *person.active_to);
}

std::string person_json(const Person& person) {
    json roles = json::array();
    for (const auto role : person.roles) roles.push_back(choice_name(role));
    json region_ids = json::array();
    for (const auto id : person.region_ids) region_ids.push_back(std::to_string(id.value));
    return json{{"id", std::to_string(person.id.value)},
                {"name", person.name},
                {"roles", roles},
                {"region_ids", region_ids}}
        .dump();
}

}  // namespace

identity::MemberSource make_members(const Clock& clock) {
    return [&clock](Session& session, std::int64_t person_id) -> std::optional<identity::Member> {
        const auto person = session.find(Id<Person>{person_id});
        if (!person || !is_active(*person, clock.today())) return std::nullopt;
        return identity::Member{people::viewer_of(*person), person_json(*person)};
    };
}

identity::IdentityOptions identity_options() {
    identity::IdentityOptions options;
    options.known_words = [](Session& session, std::int64_t person_id) {
        std::vector<std::string> words;
        if (const auto company = session.find_by<Setting>("name", std::string(kCompanyName)))
            words.push_back(company->content);
        for (const auto& brand :
             session.list<Brand>({.filters = {{"own", {Value{std::int64_t{1}}}}}, .limit = 0})
                 .items)
            words.push_back(brand.name);
        if (const auto person = session.find(Id<Person>{person_id}))
            for (const auto& word : {person->name, person->code, person->email, person->phone})
                words.push_back(word);
        return words;
    };
    options.may_erase = [](Transaction& transaction, std::int64_t person_id) {
        if (const auto person = transaction.find(Id<Person>{person_id}))
            people::require_an_administrator(transaction, *person, std::nullopt);
    };
    return options;
}

jobs::ViewerSource make_viewers(const Clock& clock) {
    return [&clock](Session& session, std::optional<std::int64_t> person_id) {
        if (!person_id) return Viewer::system("jobs");
        const auto person = session.find(Id<Person>{*person_id});
        if (!person || !is_active(*person, clock.today()))
            throw Error(ErrorCode::Forbidden, "Who started the job is no longer with the company.");
        if (!identity::find_account_of(session, *person_id))
            throw Error(ErrorCode::Forbidden, "Who started the job has no account any more.");
        return people::viewer_of(*person);
    };
}

}  // namespace bihuan::api
