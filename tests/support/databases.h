#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "platform/database/database.h"

// Every test of data runs on SQLite, and on PostgreSQL when BIHUAN_TEST_POSTGRES holds the address
// (postgres://…) of a server on which schemas may be made; script/test always sets it.
namespace bihuan {

/// An empty migrated company of a dialect, removed with the object.
class TestDatabase {
public:
    explicit TestDatabase(const std::string& dialect);
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    Database& operator*() { return *database_; }
    Database* operator->() { return database_.get(); }
    /// What `--company` would be given.
    const std::string& address() const { return address_; }
    /// Closes and opens again, as after a restart.
    void reopen();

private:
    std::string schema_;
    std::string address_;
    std::unique_ptr<Database> database_;
};

/// Brings an opened company up to the newest schema.
void make_tables(Database& database);

/// "sqlite" and, when there is a server, "postgres".
std::vector<std::string> test_dialects();

/// Base of suites that run on both: INSTANTIATE_TEST_SUITE_P(Both, MySuite, both_databases(),
/// dialect_name).
class DatabaseTest : public testing::TestWithParam<std::string> {
protected:
    DatabaseTest() : database_(GetParam()) {}

    Database& database() { return *database_; }

    template <class Work>
    auto read(Work&& work) {
        return database_->read(viewer, std::forward<Work>(work));
    }
    template <class Work>
    auto write(Work&& work) {
        return database_->write(viewer, clock, std::forward<Work>(work));
    }

    FixedClock clock{Day(2026, 11, 3)};
    Viewer viewer = Viewer::system("test");

    TestDatabase database_;
};

inline auto both_databases() {
    return testing::ValuesIn(test_dialects());
}
inline std::string dialect_name(const testing::TestParamInfo<std::string>& parameter) {
    return parameter.param;
}

}  // namespace bihuan
