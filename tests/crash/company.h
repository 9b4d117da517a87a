#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "platform/database/database.h"

namespace bihuan {

/// A company of its own for a test: a SQLite file, or a PostgreSQL database on the server of
/// BIHUAN_TEST_POSTGRES. Removed with the object.
class ScratchCompany {
public:
    explicit ScratchCompany(std::string dialect);
    /// The same company once more; nobody may have the original open.
    ScratchCompany(const ScratchCompany& original);
    ScratchCompany& operator=(const ScratchCompany&) = delete;
    ~ScratchCompany();

    /// What --company is given.
    const std::string& address() const { return address_; }
    std::unique_ptr<Database> open() const { return Database::open(address_); }

private:
    std::string dialect_;
    std::string name_;
    std::string address_;
};

/// Every table with a hash over its rows. Left out are columns that differ from run to run: ids
/// that are drawn, times, and who held a job.
using Figures = std::map<std::string, std::string>;

Figures figures_of(const ScratchCompany& company);

/// What `bihuan check` finds: damage of the database or the event chain, and wrong sums.
std::vector<std::string> find_unsound(const ScratchCompany& company);

}  // namespace bihuan
