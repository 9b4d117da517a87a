#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

#include "platform/database/session.h"
#include "platform/database/transaction.h"

namespace bihuan {

struct DatabaseOptions {
    int readers = 4;  ///< Sessions that read at the same time.
    /// Whether SQLite's file is read where it is mapped: fast, but what reads all of it fills as
    /// much memory.
    bool mapped = true;
    QueryObserver on_query;
    /// How often the database is looked at for trouble: while all is well, and while it is not.
    std::chrono::milliseconds look_every{5000};
    std::chrono::milliseconds look_in_trouble{1000};
};

/// A company's database: a SQLite file, or PostgreSQL. Thread-safe. While it cannot do its work (a
/// full disk, a server that does not answer), calls throw Error(Unavailable) with the reason; it
/// goes on by itself once it can.
class Database {
public:
    virtual ~Database() = default;

    /// `company` is a file's path (made when it is not there) or an address of PostgreSQL
    /// (company_address.h); throws InvalidInput for a bad one, Unavailable.
    static std::unique_ptr<Database> open(const std::string& company,
                                          const DatabaseOptions& options = {});

    virtual Dialect dialect() const = 0;

    /// What is wrong with the database at present, in words for an operator; none when it is fine.
    /// Known already, so asking waits for nothing.
    virtual std::optional<std::string> trouble() const = 0;

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
    /// It may run more than once, when two transactions collide or one was lost, so it must not
    /// keep outside state. There is one writer at a time, so that what the work has read still
    /// holds when it writes; calls that wait for it share one commit.
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

    /// As `write`, for the machine room's books: sessions, the progress of jobs. It can have no
    /// event (Trace::None throughout), and on PostgreSQL it does not wait for the writer, so it may
    /// only write what it decides without reading.
    template <class Work>
    auto note(const Viewer& viewer, const Clock& clock, Work&& work) {
        return returning<Transaction>(std::forward<Work>(work), [&](const auto& run) {
            run_note([&](Connection& connection) {
                Transaction transaction(
                    connection, viewer, options_.on_query, clock.now(), Trace::None);
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
    virtual void run_note(const ConnectionWork& work) = 0;
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
