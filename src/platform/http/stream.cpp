// How a connection sends events: for as long as the session that asked for them is good.
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "platform/http/connection.h"
#include "platform/http/events.h"

namespace bihuan::http {

namespace asio = boost::asio;

void Connection::take_stream_share(Work& work) {
    if (!std::holds_alternative<std::shared_ptr<EventChannel>>(work.response->body)) return;
    stream_share_ = shared_.streams.take(shared_.askers.of(work.request).key);
    if (stream_share_) return;
    const Error error(ErrorCode::TooMany, "Too many of your pages wait for news; close some.");
    work.response = shared_.dispatcher.refuse(work.request, error, 429);
    work.response->headers.set("Retry-After", "60");
}

void Connection::look_again() {
    if (!streaming_) return;
    asio::post(transport_->executor(), [self = shared_from_this()] {
        self->doubtful_ = true;
        self->news_->cancel();
    });
}

asio::awaitable<void> Connection::send_events(EventChannel& channel, const Request& request) {
    place_.reset();  // a stream may last for hours and holds nobody up
    if (filled_ == 0) buffer_ = {};
    streaming_ = true;
    next_look_ = std::chrono::steady_clock::now() + shared_.options.heartbeat;
    channel.on_ready([executor = transport_->executor(), timer = std::weak_ptr(news_)] {
        asio::post(executor, [timer] {
            if (const auto alive = timer.lock()) alive->cancel();
        });
    });
    bool goes_on = true;
    while (goes_on) {
        disarm();
        std::string text;
        goes_on = co_await next_events(channel, text);
        if (goes_on && (doubtful_ || std::chrono::steady_clock::now() >= next_look_))
            goes_on = co_await is_still_welcome(request);
        if (!goes_on || text.empty()) continue;
        arm(shared_.options.write_time);
        goes_on = co_await write(text, {});
    }
    streaming_ = false;
    channel.on_ready({});
    channel.close();
}

asio::awaitable<bool> Connection::next_events(EventChannel& channel, std::string& text) {
    while (!aborted_) {
        // Asked before taking: what came before the end must not be lost.
        const bool last = channel.closed() || shared_.stopping.load();
        text = channel.take();
        if (!text.empty() || last) co_return !text.empty();
        if (doubtful_) co_return true;
        news_->expires_after(shared_.options.heartbeat);
        const auto [woken] = co_await news_->async_wait(asio::as_tuple(asio::use_awaitable));
        if (!woken) {
            text = ": still here\n\n";
            co_return true;
        }
    }
    co_return false;
}

asio::awaitable<bool> Connection::is_still_welcome(const Request& request) {
    doubtful_ = false;
    next_look_ = std::chrono::steady_clock::now() + shared_.options.heartbeat;
    Request again = request;
    again.signed_in.reset();
    again.caller.reset();
    const auto gate = co_await work(std::move(again), Lane::Read, /*gate_only=*/true);
    place_.reset();
    if (gate->dropped) co_return false;
    // A server that is too busy to say so has not sent anyone away.
    if (gate->response) co_return gate->response->status >= 500 || gate->response->status == 429;
    const auto standing = [](const Request& asked) {
        return asked.signed_in ? asked.signed_in->standing : std::string();
    };
    co_return standing(gate->request) == standing(request);
}

}  // namespace bihuan::http
