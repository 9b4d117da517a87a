#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "platform/database/connection.h"

namespace bihuan {

/// Lends connections, at most `limit` at a time; a borrower waits for one to come back.
class ConnectionPool {
public:
    using Make = std::function<std::unique_ptr<Connection>()>;

    ConnectionPool(int limit, Make make) : limit_(limit), make_(std::move(make)) {}

    class Lease {
    public:
        explicit Lease(ConnectionPool& pool) : pool_(pool), connection_(pool.take()) {}
        ~Lease() { pool_.give_back(std::move(connection_)); }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        Connection& operator*() { return *connection_; }
        Connection* operator->() { return connection_.get(); }

    private:
        ConnectionPool& pool_;
        std::unique_ptr<Connection> connection_;
    };

    /// Runs the statement on every connection that is not lent.
    void run_on_idle(const std::string& sql);
    /// Closes every connection that is not lent: one was found dead, and they are of its age.
    void forget_idle();

private:
    std::unique_ptr<Connection> take();
    void give_back(std::unique_ptr<Connection> connection);

    int limit_;
    Make make_;
    std::mutex mutex_;
    std::condition_variable returned_;
    int lent_ = 0;
    std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace bihuan
