// How a connection answers, and how it keeps time.
#include <algorithm>
#include <array>
#include <ctime>
#include <utility>

#include "platform/http/connection.h"
#include "platform/http/events.h"
#include "platform/http/outgoing.h"

namespace bihuan::http {

namespace {

namespace asio = boost::asio;

constexpr std::size_t kPiece = std::size_t{256} * 1024;
constexpr std::size_t kMostLingering = std::size_t{1} << 20U;
constexpr std::chrono::milliseconds kLingerTime{2000};

std::optional<std::uint64_t> length_of(const ResponseBody& body) {
    if (const auto* text = std::get_if<std::string>(&body)) return text->size();
    if (const auto* shared = std::get_if<SharedBytes>(&body)) return shared->bytes.size();
    return std::nullopt;
}

}  // namespace

asio::awaitable<bool> Connection::send(Response response, SendOptions options) {
    bool sent = false;
    if (auto* file = std::get_if<FileBody>(&response.body)) {
        sent = co_await send_file(*file, response, options);
        co_return sent&& options.keep_alive;
    }
    const auto length = length_of(response.body);
    const bool keep = options.keep_alive && length.has_value();
    auto head = head_of(response, length, keep);
    if (options.head_only || response.status == 204 || response.status == 304) {
        sent = co_await send_bytes(std::move(head), {});
    } else if (const auto* text = std::get_if<std::string>(&response.body)) {
        sent = co_await send_bytes(std::move(head), *text);
    } else if (const auto* bytes = std::get_if<SharedBytes>(&response.body)) {
        sent = co_await send_bytes(std::move(head), bytes->bytes);
    } else {
        sent = co_await send_bytes(std::move(head), {});
        auto& channel = *std::get<std::shared_ptr<EventChannel>>(response.body);
        if (sent) co_await send_events(channel, *options.request);
    }
    co_return sent&& keep;
}

std::string Connection::head_of(const Response& response,
                                std::optional<std::uint64_t> length,
                                bool keep) {
    arm(shared_.options.write_time);
    return format_head(
        response,
        {.content_length = length, .close = !keep, .date = http_date(std::time(nullptr))});
}

asio::awaitable<bool> Connection::send_bytes(std::string head, std::string_view body) {
    auto piece = body.substr(0, kPiece);
    bool sent = co_await write(head, piece);
    while (sent && piece.size() < body.size()) {
        body.remove_prefix(piece.size());
        piece = body.substr(0, kPiece);
        sent = co_await write(piece, {});
    }
    co_return sent;
}

asio::awaitable<bool> Connection::write(std::string_view first, std::string_view second) {
    if (timed_out_ || aborted_) co_return false;
    const Transport::Buffers buffers{asio::buffer(first.data(), first.size()),
                                     asio::buffer(second.data(), second.size())};
    const auto failure = co_await transport_->write(buffers);
    count_bytes(first.size() + second.size());
    co_return !failure;
}

asio::awaitable<void> Connection::linger() {
    // Closing on unread bytes would send a reset, and the client would lose our answer to it.
    arm(kLingerTime);
    co_await transport_->end_writing();
    std::size_t read = 0;
    while (!timed_out_ && !aborted_ && read < kMostLingering) {
        const auto [failure, size] = co_await transport_->read(asio::buffer(buffer_));
        if (failure || size == 0) break;
        read += size;
    }
}

void Connection::arm(Milliseconds time) {
    phase_start_ = std::chrono::steady_clock::now();
    phase_time_ = time;
    phase_bytes_ = 0;
    timed_out_ = false;
    armed_ = true;
    watch();
}

void Connection::count_bytes(std::size_t bytes) {
    phase_bytes_ += bytes;
}

void Connection::watch() {
    const auto earned = Milliseconds(phase_bytes_ * 1000 / shared_.options.slowest_upload);
    deadline_.expires_at(phase_start_ + phase_time_ + earned);
    deadline_.async_wait([weak = weak_from_this()](const boost::system::error_code& failure) {
        const auto self = weak.lock();
        if (failure || !self || !self->armed_) return;
        const auto allowed =
            Milliseconds(self->phase_bytes_ * 1000 / self->shared_.options.slowest_upload);
        if (std::chrono::steady_clock::now() < self->phase_start_ + self->phase_time_ + allowed) {
            self->watch();
            return;
        }
        self->timed_out_ = true;
        self->transport_->cancel();
    });
}

void Connection::disarm() {
    armed_ = false;
    deadline_.cancel();
}

}  // namespace bihuan::http
