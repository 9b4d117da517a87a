#include "platform/http/connections.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace bihuan::http {

std::optional<Connections::Place> Connections::add(const std::shared_ptr<Connection>& connection,
                                                   std::string address) {
    const std::lock_guard lock(mutex_);
    const auto found = of_address_.find(address);
    const auto of_this = found == of_address_.end() ? 0 : found->second;
    if (of_this >= limits_.each_address && !make_room(&address)) return std::nullopt;
    if (staying_ >= limits_.all && !make_room(nullptr)) return std::nullopt;
    ++staying_;
    ++of_address_[address];
    return guests_.insert(guests_.end(), Guest{connection, std::move(address)});
}

bool Connections::make_room(const std::string* address) {
    // Looking for the idlest looks at everyone, so several go at a time, and a look in vain is not
    // repeated at once: a flood of connections must not cost more than it brings.
    constexpr std::size_t kAtATime = 64;
    constexpr std::chrono::milliseconds kInVain{100};
    const auto now = std::chrono::steady_clock::now();
    if (now < next_look_ || guests_.size() >= staying_ + 2 * kAtATime) return false;
    std::vector<std::pair<Connection::TimePoint, Guest*>> idle;
    for (auto& guest : guests_) {
        if (guest.leaving || (address != nullptr && guest.address != *address)) continue;
        const auto connection = guest.connection.lock();
        if (const auto since = connection ? connection->idle_since() : std::nullopt)
            idle.emplace_back(*since, &guest);
    }
    if (idle.empty()) next_look_ = now + kInVain;
    const auto limit = address != nullptr ? limits_.each_address : limits_.all;
    const auto going =
        std::min({idle.size(), kAtATime, std::max<std::size_t>(1, limit / kAtATime)});
    std::ranges::partial_sort(idle, idle.begin() + static_cast<std::ptrdiff_t>(going));
    for (std::size_t i = 0; i < going; ++i) {
        auto& guest = *idle[i].second;
        if (const auto connection = guest.connection.lock()) connection->make_way();
        guest.leaving = true;
        leave(guest);
    }
    return going > 0;
}

void Connections::leave(Guest& guest) {
    --staying_;
    const auto found = of_address_.find(guest.address);
    if (--found->second == 0) of_address_.erase(found);
}

void Connections::remove(Place place) {
    const std::lock_guard lock(mutex_);
    if (!place->leaving) leave(*place);
    guests_.erase(place);
    emptied_.notify_all();
}

void Connections::tell_all(void (Connection::*message)()) {
    const std::lock_guard lock(mutex_);
    for (const auto& guest : guests_)
        if (const auto connection = guest.connection.lock()) ((*connection).*message)();
}

bool Connections::wait_until_empty(std::optional<std::chrono::milliseconds> time) {
    std::unique_lock lock(mutex_);
    const auto empty = [this] { return guests_.empty(); };
    if (time) return emptied_.wait_for(lock, *time, empty);
    emptied_.wait(lock, empty);
    return true;
}

}  // namespace bihuan::http
