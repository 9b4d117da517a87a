#include "platform/database/connection_pool.h"

namespace bihuan {

std::unique_ptr<Connection> ConnectionPool::take() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return lent_ < limit_; });
    ++lent_;
    if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }
    lock.unlock();
    try {
        return make_();
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

void ConnectionPool::give_back(std::unique_ptr<Connection> connection) {
    {
        const std::lock_guard lock(mutex_);
        --lent_;
        if (connection && connection->alive()) idle_.push_back(std::move(connection));
    }
    returned_.notify_one();
}

void ConnectionPool::run_on_idle(const std::string& sql) {
    const std::lock_guard lock(mutex_);
    for (const auto& connection : idle_) connection->run(sql);
}

void ConnectionPool::forget_idle() {
    std::vector<std::unique_ptr<Connection>> forgotten;
    const std::lock_guard lock(mutex_);
    forgotten.swap(idle_);
}

}  // namespace bihuan
