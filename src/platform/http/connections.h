#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "platform/http/connection.h"

// Private to platform/http.
namespace bihuan::http {

/// Everyone who is connected. When there is no room for one more, the connection that has been idle
/// for the longest time ends: newcomers do not wait for those who say nothing. Thread-safe.
class Connections {
public:
    struct Limits {
        std::size_t all = 4000;
        std::size_t each_address = 1000;
    };
    struct Guest {
        std::weak_ptr<Connection> connection;
        std::string address;
        bool leaving = false;  ///< Has been asked to go, for another one's sake.
    };
    using Place = std::list<Guest>::iterator;

    explicit Connections(Limits limits) : limits_(limits) {}

    /// None when there is no room and nobody is idle.
    std::optional<Place> add(const std::shared_ptr<Connection>& connection, std::string address);
    void remove(Place place);
    void tell_all(void (Connection::*message)());
    /// False when the time is up before all have gone.
    bool wait_until_empty(std::optional<std::chrono::milliseconds> time);

private:
    bool make_room(const std::string* address);
    void leave(Guest& guest);

    Limits limits_;
    std::mutex mutex_;
    std::condition_variable emptied_;
    std::list<Guest> guests_;
    Connection::TimePoint next_look_;
    std::size_t staying_ = 0;                                  ///< Without those that leave.
    std::unordered_map<std::string, std::size_t> of_address_;  ///< The same, by address.
};

}  // namespace bihuan::http
