#include "platform/database/writer_queue.h"

#include "platform/database/back_off.h"
#include "platform/database/database_error.h"

namespace bihuan {

namespace {

constexpr std::size_t kMostTogether = 100;
constexpr int kTries = 10;
constexpr const char* kRelease = "RELEASE one_write";

enum class Kind : std::uint8_t { Collision, Lost, Other };

Kind kind_of(const std::exception_ptr& failure) noexcept {
    try {
        std::rethrow_exception(failure);
    } catch (const RetryError&) {
        return Kind::Collision;
    } catch (const LostConnection&) {
        return Kind::Lost;
    } catch (...) {
        return Kind::Other;
    }
}

/// Of a connection that was lost between the commit and its answer.
std::exception_ptr unknown_end() noexcept {
    return std::make_exception_ptr(TroubleError(
        "The database went away just as the change was being kept; look whether it was."));
}

/// One write among others: what it throws is its own as long as the transaction lives.
void write_one(Connection& connection, const WriterQueue::Work& work, std::exception_ptr& failure) {
    failure = nullptr;
    connection.run("SAVEPOINT one_write");
    try {
        work(connection);
        connection.run(kRelease);  // fails when the work went on after a failure of the database
        return;
    } catch (const RetryError&) {
        throw;
    } catch (...) {
        if (!connection.keeps_transaction()) throw;
        failure = std::current_exception();
        connection.run("ROLLBACK TO one_write");
    }
    connection.run(kRelease);
}

}  // namespace

WriterQueue::WriterQueue(Steps steps, TroubleWatch& watch)
    : steps_(std::move(steps)),
      watch_(watch),
      connection_(steps_.open()),
      thread_([this] { write_until_stopped(); }) {}

WriterQueue::~WriterQueue() {
    stop();
}

Connection* WriterQueue::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    waiting_changed_.notify_all();
    if (thread_.joinable()) thread_.join();
    return connection_.get();
}

void WriterQueue::run(const Work& work) {
    BIHUAN_CHECK(std::this_thread::get_id() != thread_.get_id());  // a write inside a write
    Write write{&work, nullptr, false};
    std::unique_lock lock(mutex_);
    BIHUAN_CHECK(!stopping_);
    waiting_.push_back(&write);
    waiting_changed_.notify_one();
    written_.wait(lock, [&] { return write.done; });
    if (write.failure) std::rethrow_exception(write.failure);
}

bool WriterQueue::idle() const {
    const std::lock_guard lock(mutex_);
    return waiting_.empty() && !busy_;
}

void WriterQueue::write_until_stopped() {
    std::unique_lock lock(mutex_);
    while (true) {
        waiting_changed_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        Batch batch = take_batch();
        busy_ = true;
        lock.unlock();
        serve(batch);
        lock.lock();
        busy_ = false;
        for (auto* write : batch) write->done = true;
        written_.notify_all();
    }
}

WriterQueue::Batch WriterQueue::take_batch() {
    Batch batch;
    batch.swap(waiting_);
    while (batch.size() > kMostTogether) {
        waiting_.push_front(batch.back());
        batch.pop_back();
    }
    return batch;
}

WriterQueue::Attempt WriterQueue::attempt(const Work& work) noexcept {
    Attempt attempt;
    try {
        auto& connection = begin();
        attempt.stage = Stage::Writing;
        work(connection);
        attempt.stage = Stage::Committing;
        connection.commit();
        attempt.stage = Stage::Committed;
        steps_.committed(connection);
        watch_.note_success();
    } catch (...) {
        attempt.failure = std::current_exception();
        take_back();
    }
    return attempt;
}

/// A transaction that is lost takes every write of it along, also those that did nothing wrong, so
/// each has another try on its own: a large write that does not fit fails, small ones go on.
void WriterQueue::serve(Batch& batch) noexcept {
    if (batch.size() > 1 && serve_together(batch)) return;
    for (auto* write : batch) serve_alone(*write);
}

/// False when the transaction was lost and nothing of it was kept.
bool WriterQueue::serve_together(Batch& batch) noexcept {
    const auto last = attempt([&](Connection& connection) {
        for (auto* write : batch) write_one(connection, *write->work, write->failure);
    });
    if (!last.failure) {
        // The others' commit says nothing of a trouble that one of them met.
        for (auto* write : batch)
            if (write->failure) note(write->failure);
        return true;
    }
    const auto kind = kind_of(last.failure);
    const bool lost =
        last.stage == Stage::Writing || (last.stage == Stage::Committing && kind != Kind::Lost);
    const auto failure = last.stage == Stage::Committing ? unknown_end() : last.failure;
    for (auto* write : batch) write->failure = lost ? nullptr : failure;
    if (!lost) note(failure);
    return !lost;
}

void WriterQueue::serve_alone(Write& write) noexcept {
    for (int tries = 1;; ++tries) {
        const auto last = attempt(*write.work);
        write.failure = last.failure;
        if (!last.failure) return;
        const auto kind = kind_of(last.failure);
        const bool again = (kind == Kind::Collision && last.stage != Stage::Beginning) ||
                           (kind == Kind::Lost && last.stage == Stage::Writing);
        if (again && tries < kTries) {
            back_off(tries);
            continue;
        }
        if (kind == Kind::Lost && last.stage == Stage::Committing) write.failure = unknown_end();
        note(write.failure);
        return;
    }
}

/// A lost connection is opened anew, once.
Connection& WriterQueue::begin() {
    for (bool again = false;; again = true) {
        try {
            if (!connection_) connection_ = steps_.open();
            steps_.begin(*connection_);
            return *connection_;
        } catch (const LostConnection&) {
            connection_.reset();
            if (again) throw;
        }
    }
}

void WriterQueue::take_back() noexcept {
    if (!connection_) return;
    connection_->roll_back();
    if (!connection_->alive()) connection_.reset();
}

void WriterQueue::note(const std::exception_ptr& failure) noexcept {
    try {
        std::rethrow_exception(failure);
    } catch (const TroubleError& trouble) {
        watch_.note_failure(trouble.what());
    } catch (...) {  // the write's own
    }
}

}  // namespace bihuan
