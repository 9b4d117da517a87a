#pragma once

#include <functional>
#include <memory>
#include <string>
#include <type_traits>

#include "platform/database/session.h"
#include "platform/database/transaction.h"

namespace bihuan {

struct DatabaseOptions {
    int readers = 4;  ///< Sessions that read at the same time.
    QueryObserver on_query;
};

/// A company's database: a SQLite file, or PostgreSQL. Thread-safe.
class Database {
public:
    virtual ~Database() = default;

    /// `company` is a file's path (made when it is not there) or postgres://…; throws Unavailable.
    static std::unique_ptr<Database> open(const std::string& company,
                                          const DatabaseOptions& options = {});

    virtual Dialect dialect() const = 0;

    /// Runs `work(Session&)` on one snapshot of the data and returns what it returns.
    template <class Work>
    auto read(const Viewer& viewer, Work&& work) {
        return returning<Session>(std::forward<Work>(work), [&](const auto& run) {
            run_read([&](Connection& connection) {
                Session session(connection, viewer, options_.on_query);
                run(session);
            });
        });
    }

    /// Runs `work(Transaction&)`; commits when it returns, takes everything back when it throws.
    /// It may run more than once when two transactions collide, so it must not keep outside state.
    /// On SQLite there is one writer: calls that wait for it share one commit.
    template <class Work>
    auto write(const Viewer& viewer, const Clock& clock, Work&& work) {
        return returning<Transaction>(std::forward<Work>(work), [&](const auto& run) {
            run_write([&](Connection& connection) {
                Transaction transaction(connection, viewer, options_.on_query, clock.now());
                run(transaction);
                transaction.finish();
            });
        });
    }

    /// Runs `work(Transaction&)` on one snapshot and takes everything back. It does not wait for
    /// SQLite's writer nor hold it up, as long as it writes temporary tables only.
    template <class Work>
    auto rehearse(const Viewer& viewer, const Clock& clock, Work&& work) {
        return returning<Transaction>(std::forward<Work>(work), [&](const auto& run) {
            run_rehearsal([&](Connection& connection) {
                Transaction transaction(connection, viewer, options_.on_query, clock.now());
                run(transaction);
            });
        });
    }

    /// One statement outside of any transaction, such as VACUUM INTO.
    virtual void run_alone(const std::string& sql, const Params& params) = 0;

    const DatabaseOptions& options() const { return options_; }

protected:
    using ConnectionWork = std::function<void(Connection&)>;

    explicit Database(DatabaseOptions options) : options_(std::move(options)) {}

    virtual void run_read(const ConnectionWork& work) = 0;
    virtual void run_write(const ConnectionWork& work) = 0;
    virtual void run_rehearsal(const ConnectionWork& work) = 0;

private:
    template <class Scope, class Work, class Run>
    static auto returning(Work&& work, const Run& run) {
        using Returned = std::invoke_result_t<Work, Scope&>;
        if constexpr (std::is_void_v<Returned>) {
            run([&](Scope& scope) { work(scope); });
        } else {
            std::optional<Returned> returned;
            run([&](Scope& scope) { returned.emplace(work(scope)); });
            return *std::move(returned);
        }
    }

    DatabaseOptions options_;
};

}  // namespace bihuan
