#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "platform/http/fair_queue.h"

namespace bihuan::http {

/// Where an operation is answered. What is slow in one lane holds up no other.
enum class Lane : std::uint8_t {
    Instant,  ///< On the network's own thread: at once, from memory, without gate and database.
    Read,     ///< Some milliseconds.
    Write,    ///< Waits for the database's writer.
    Heavy,    ///< Takes a processor for a good while.
    Password  ///< Hashes a password.
};

struct LaneOptions {
    LaneLimits read{};
    LaneLimits write{};
    LaneLimits heavy{.threads = 2, .open_each = 8, .open_each_address = 16};
    /// A whole office that signs in at nine has one address. Whoever signs in by a browser that is
    /// known is no stranger.
    LaneLimits password{.threads = 2, .open_each = 4, .open_each_address = 400};

    const LaneLimits& of(Lane lane) const;
    /// Threads of all lanes: who runs on them may read the database at the same time.
    int threads() const;
};

/// The threads that run operations, each lane with its own. Thread-safe.
class Lanes {
public:
    explicit Lanes(const LaneOptions& options);
    /// Drops what waits and ends the threads.
    ~Lanes();
    Lanes(const Lanes&) = delete;
    Lanes& operator=(const Lanes&) = delete;

    /// The asker's hold on a lane; kept until the answer has been sent.
    class Place;
    struct Entry;

    /// `lane` is any but Instant. An errand that was not Taken is neither run nor dropped.
    Entry enter(Lane lane, Errand errand);
    /// Drops whatever nobody waits for any more.
    void drop_gone();
    /// Drops whatever waits; what runs ends by itself.
    void drop_waiting();
    /// Ends the threads once they have run what waits.
    void join();

private:
    struct Row;

    std::vector<std::unique_ptr<Row>> rows_;
};

class Lanes::Place {
public:
    Place() = default;
    Place(Row& row, std::string asker) : row_(&row), asker_(std::move(asker)) {}
    ~Place() { reset(); }
    Place(Place&& other) noexcept
        : row_(std::exchange(other.row_, nullptr)), asker_(std::move(other.asker_)) {}
    Place& operator=(Place&& other) noexcept {
        reset();
        row_ = std::exchange(other.row_, nullptr);
        asker_ = std::move(other.asker_);
        return *this;
    }
    void reset();

private:
    Row* row_ = nullptr;
    std::string asker_;
};

struct Lanes::Entry {
    FairQueue::Answer answer = FairQueue::Answer::Full;
    Place place;  ///< When taken.
};

}  // namespace bihuan::http
