#include "business/company/outlets/outlet.h"

namespace bihuan {

namespace {

bool is_time(const std::string& text) {
    if (text.empty()) return true;
    if (text.size() != 5 || text[2] != ':') return false;
    for (const std::size_t i : {0U, 1U, 3U, 4U})
        if (text[i] < '0' || text[i] > '9') return false;
    return text.substr(0, 2) <= "24" && text.substr(3) <= "59";
}

}  // namespace

void find_issues(const Outlet& outlet, Issues& issues) {
    if (!is_time(outlet.opens))
        issues.push_back({"not_time", "/opens", "Write a time such as 08:30.", outlet.opens});
    if (!is_time(outlet.closes))
        issues.push_back({"not_time", "/closes", "Write a time such as 22:00.", outlet.closes});
    if (outlet.active_from && outlet.active_to && *outlet.active_to < *outlet.active_from)
        issues.push_back({"ends_before_start",
                          "/active_to",
                          "The last day lies before the first.",
                          to_string(*outlet.active_to)});
}

}  // namespace bihuan
