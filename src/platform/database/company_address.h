#pragma once

#include <map>
#include <string>

namespace bihuan {

/// Where a company on PostgreSQL is: every form that libpq knows, postgres:// and postgresql://
/// addresses (several hosts, socket folders, options) and key=value words ("service=bihuan").
/// A password that it does not hold comes from PGPASSWORD, PGPASSFILE or ~/.pgpass.
class PostgresAddress {
public:
    /// Throws InvalidInput when libpq does not understand it.
    static PostgresAddress parse(const std::string& company);

    /// key='value' words for libpq's own programs, without the password.
    std::string words() const;
    /// Everything, for SOCI, which takes words apart by rules of its own and puts them together for
    /// libpq again. Throws InvalidInput for a value that does not come through: one that holds a
    /// double quote beside a blank.
    std::string soci_words() const;
    /// As a URI without passwords, for people.
    std::string shown() const;
    /// Empty when the address holds none.
    std::string password() const { return value("password"); }
    bool has_password() const;

    /// What the address says of an option; empty when it says nothing.
    std::string value(const std::string& keyword) const;
    /// Sets an option that the address is silent about.
    void set_default(const std::string& keyword, const std::string& value);

private:
    std::map<std::string, std::string> options_;
};

/// Whether `--company` names a company on PostgreSQL rather than a file. Throws InvalidInput for an
/// address of another kind (mysql://…).
bool is_postgres(const std::string& company);

/// The company as it may be printed and logged: without any password.
std::string without_password(const std::string& company);

}  // namespace bihuan
