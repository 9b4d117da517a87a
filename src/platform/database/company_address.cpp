#include "platform/database/company_address.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/error.h"

namespace bihuan {

namespace {

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

constexpr const char* kForms =
    "Write postgres://user@host:5432/name?option=value, or words such as "
    "'host=… dbname=… user=…'; sign : / ? # % @ in a name as %3A %2F %3F %23 %25 %40.";

bool has_scheme(std::string_view company) {
    return company.starts_with("postgres://") || company.starts_with("postgresql://");
}

/// "host" of "host=db.example dbname=bihuan".
std::string_view first_word(std::string_view company) {
    const auto begin = company.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    const auto end = company.find_first_of(" \t\r\n=", begin);
    if (end == std::string_view::npos || company.find('=', end) == std::string_view::npos)
        return {};
    return company.substr(begin, end - begin);
}

bool is_keyword(std::string_view word) {
    if (word.empty()) return false;
    const Options known(PQconndefaults(), &PQconninfoFree);
    for (const auto* option = known.get(); option != nullptr && option->keyword != nullptr;
         ++option)
        if (word == option->keyword) return true;
    return false;
}

bool is_secret(std::string_view keyword) {
    return keyword.ends_with("password");
}

std::string quoted(const std::string& value) {
    std::string result = "'";
    for (const char c : value) {
        if (c == '\'' || c == '\\') result += '\\';
        result += c;
    }
    return result + "'";
}

std::string percent_encoded(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            std::string_view("-._~").find(c) != std::string_view::npos || byte >= 0x80;
        result += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return result;
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == ',')
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

/// "host:port,host:port"; an IPv6 literal in brackets.
std::string shown_hosts(const std::string& hosts, const std::string& ports) {
    const auto host = split(hosts);
    const auto port = split(ports);
    std::string text;
    for (std::size_t i = 0; i < host.size(); ++i) {
        if (i > 0) text += ',';
        const bool six = host[i].find(':') != std::string::npos;
        text += six ? "[" + host[i] + "]" : percent_encoded(host[i]);
        const auto& own = port.size() == 1 ? port[0] : i < port.size() ? port[i] : std::string();
        if (!own.empty()) text += ":" + own;
    }
    return text;
}

}  // namespace

PostgresAddress PostgresAddress::parse(const std::string& company) {
    char* message = nullptr;
    const Options parsed(PQconninfoParse(company.c_str(), &message), &PQconninfoFree);
    PQfreemem(message);  // it may hold a part of the password
    if (!parsed)
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("This is no address of PostgreSQL. {}", kForms));
    PostgresAddress address;
    for (const auto* option = parsed.get(); option->keyword != nullptr; ++option)
        if (option->val != nullptr && *option->val != '\0')
            address.options_[option->keyword] = option->val;
    return address;
}

std::string PostgresAddress::value(const std::string& keyword) const {
    const auto found = options_.find(keyword);
    return found == options_.end() ? std::string() : found->second;
}

void PostgresAddress::set_default(const std::string& keyword, const std::string& value) {
    options_.emplace(keyword, value);
}

bool PostgresAddress::has_password() const {
    return std::ranges::any_of(options_,
                               [](const auto& option) { return is_secret(option.first); });
}

std::string PostgresAddress::words() const {
    std::string words;
    for (const auto& [keyword, value] : options_)
        if (keyword != "password")
            words += fmt::format("{}{}={}", words.empty() ? "" : " ", keyword, quoted(value));
    return words;
}

std::string PostgresAddress::soci_words() const {
    std::string words;
    for (const auto& [keyword, value] : options_) {
        const auto text = quoted(value);
        const bool double_quote = text.find('"') != std::string::npos;
        if (double_quote && text.find_first_of(" \t\r\n\v\f") != std::string::npos)
            throw Error(ErrorCode::InvalidInput,
                        fmt::format("The address's {} may not hold both a double quote and a "
                                    "blank; give a password by PGPASSWORD or ~/.pgpass.",
                                    keyword));
        // Between double quotes SOCI leaves everything as it is.
        const char* mark = double_quote ? "" : "\"";
        const char* joint = words.empty() ? "" : " ";
        words += fmt::format("{}{}={}{}{}", joint, keyword, mark, text, mark);
    }
    return words;
}

std::string PostgresAddress::shown() const {
    const auto user = percent_encoded(value("user"));
    std::string text = "postgres://" + user + (user.empty() ? "" : "@") +
                       shown_hosts(value("host"), value("port")) + "/" +
                       percent_encoded(value("dbname"));
    char joint = '?';
    for (const auto& [keyword, value] : options_) {
        if (is_secret(keyword) || keyword == "user" || keyword == "host" || keyword == "port" ||
            keyword == "dbname")
            continue;
        text += fmt::format("{}{}={}", joint, keyword, percent_encoded(value));
        joint = '&';
    }
    return text;
}

bool is_postgres(const std::string& company) {
    if (has_scheme(company)) return true;
    if (company.find("://") != std::string::npos && !company.starts_with("/"))
        throw Error(ErrorCode::InvalidInput,
                    fmt::format("A company is a file or a database of PostgreSQL. {}", kForms));
    return is_keyword(first_word(company));
}

std::string without_password(const std::string& company) {
    try {
        if (!is_postgres(company)) return company;
        const auto address = PostgresAddress::parse(company);
        return address.has_password() ? address.shown() : company;
    } catch (const Error&) {
        return "an address that is not understood";
    }
}

}  // namespace bihuan
