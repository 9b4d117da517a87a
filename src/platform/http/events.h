#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace bihuan::http {

/// One server-sent event. `data` may hold line breaks.
struct Event {
    std::string id;    ///< Sent back by the browser as Last-Event-ID; may be empty.
    std::string name;  ///< The browser's event type; "message" when empty.
    std::string data;
};

/// The event as it goes over the wire.
std::string format_event(const Event& event);

/// One listener's queue. A listener that lets `kMostQueued` events pile up is dropped: its browser
/// connects again and catches up by Last-Event-ID.
class EventChannel {
public:
    static constexpr std::size_t kMostQueued = 256;

    /// False when the channel is closed or has just been dropped for being slow.
    bool push(const Event& event);
    /// No more events; what is queued is still sent.
    void close();
    bool closed() const;

    /// Everything queued, formatted; empty when nothing waits.
    std::string take();
    /// Called whenever `take` has something new or the channel closes, in the sender's thread; it
    /// must not call back into the channel. Once another one is set, the old one is not running.
    void on_ready(std::function<void()> wake);

private:
    mutable std::mutex mutex_;
    std::deque<std::string> queue_;
    bool closed_ = false;
    std::function<void()> wake_;
};

/// Spreads events to the listeners of a topic. Thread-safe.
class EventHub {
public:
    explicit EventHub(std::size_t most_listeners = 2000) : most_listeners_(most_listeners) {}

    /// Throws Error(TooMany) when too many listen already.
    std::shared_ptr<EventChannel> subscribe(std::string_view topic);
    void publish(std::string_view topic, const Event& event);
    /// Closes every channel of the topic once what is queued is sent (a finished job).
    void finish(std::string_view topic);
    /// Closes all: the server stops.
    void close();
    std::size_t listeners() const;
    std::size_t listeners(std::string_view topic) const;

private:
    using Channels = std::vector<std::weak_ptr<EventChannel>>;

    std::vector<std::shared_ptr<EventChannel>> alive(std::string_view topic);
    void sweep();

    mutable std::mutex mutex_;
    std::map<std::string, Channels, std::less<>> topics_;
    std::size_t most_listeners_;
};

}  // namespace bihuan::http
