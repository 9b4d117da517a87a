#include "platform/http/events.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace bihuan::http {

namespace {

// A line break inside id or name would start a field of the sender's choice.
std::string one_line(std::string_view text) {
    std::string line(text);
    std::erase_if(line, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    return line;
}

std::size_t count_open(const std::vector<std::weak_ptr<EventChannel>>& channels) {
    return static_cast<std::size_t>(
        std::count_if(channels.begin(), channels.end(), [](const auto& weak) {
            const auto channel = weak.lock();
            return channel && !channel->closed();
        }));
}

}  // namespace

std::string format_event(const Event& event) {
    std::string text;
    if (!event.id.empty()) text += "id: " + one_line(event.id) + "\n";
    if (!event.name.empty()) text += "event: " + one_line(event.name) + "\n";
    std::string line;
    for (const char c : event.data) {
        if (c == '\n') {
            text += "data: " + std::exchange(line, {}) + "\n";
        } else if (c != '\r') {
            line.push_back(c);
        }
    }
    return text + "data: " + line + "\n\n";
}

bool EventChannel::push(const Event& event) {
    const std::lock_guard lock(mutex_);
    if (closed_) return false;
    closed_ = queue_.size() >= kMostQueued;
    if (!closed_) queue_.push_back(format_event(event));
    if (wake_) wake_();
    return !closed_;
}

void EventChannel::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    if (wake_) wake_();
}

bool EventChannel::closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
}

std::string EventChannel::take() {
    const std::lock_guard lock(mutex_);
    std::string text;
    for (const auto& event : queue_) text += event;
    queue_.clear();
    return text;
}

void EventChannel::on_ready(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
}

std::shared_ptr<EventChannel> EventHub::subscribe(std::string_view topic) {
    const std::lock_guard lock(mutex_);
    sweep();
    std::size_t count = 0;
    for (const auto& [name, channels] : topics_) count += channels.size();
    if (count >= most_listeners_)
        throw Error(ErrorCode::TooMany, "Too many pages wait for news; try again in a minute.");
    auto channel = std::make_shared<EventChannel>();
    topics_[std::string(topic)].push_back(channel);
    return channel;
}

void EventHub::publish(std::string_view topic, const Event& event) {
    for (const auto& channel : alive(topic)) channel->push(event);
}

void EventHub::finish(std::string_view topic) {
    for (const auto& channel : alive(topic)) channel->close();
    const std::lock_guard lock(mutex_);
    sweep();
}

void EventHub::close() {
    std::vector<std::string> names;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [name, channels] : topics_) names.push_back(name);
    }
    for (const auto& name : names) finish(name);
}

std::size_t EventHub::listeners() const {
    const std::lock_guard lock(mutex_);
    std::size_t count = 0;
    for (const auto& [name, channels] : topics_) count += count_open(channels);
    return count;
}

std::size_t EventHub::listeners(std::string_view topic) const {
    const std::lock_guard lock(mutex_);
    const auto found = topics_.find(topic);
    return found == topics_.end() ? 0 : count_open(found->second);
}

std::vector<std::shared_ptr<EventChannel>> EventHub::alive(std::string_view topic) {
    const std::lock_guard lock(mutex_);
    std::vector<std::shared_ptr<EventChannel>> result;
    const auto found = topics_.find(topic);
    if (found == topics_.end()) return result;
    for (const auto& weak : found->second)
        if (auto channel = weak.lock()) result.push_back(std::move(channel));
    return result;
}

void EventHub::sweep() {
    for (auto topic = topics_.begin(); topic != topics_.end();) {
        std::erase_if(topic->second, [](const auto& weak) {
            const auto channel = weak.lock();
            return !channel || channel->closed();
        });
        topic = topic->second.empty() ? topics_.erase(topic) : std::next(topic);
    }
}

}  // namespace bihuan::http
