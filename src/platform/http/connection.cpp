#include "platform/http/connection.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/error.h"
#include "base/id.h"
#include "platform/http/problem.h"
#include "platform/http/upload.h"

namespace bihuan::http {

namespace {

namespace asio = boost::asio;

std::string new_request_id() {
    return fmt::format("{:x}", make_id());
}

std::string_view last_item(std::string_view list) {
    const auto comma = list.rfind(',');
    if (comma != std::string_view::npos) list.remove_prefix(comma + 1);
    list.remove_prefix(std::min(list.find_first_not_of(' '), list.size()));
    return list;
}

Error refusal_of(int status) {
    switch (status) {
        case 408:
            return {ErrorCode::InvalidInput, "The request did not arrive in time."};
        case 413:
            return {ErrorCode::TooLarge, "The body is longer than this operation takes."};
        case 431:
            return {ErrorCode::TooLarge, "The head of the request is too long."};
        case 503:
            return {ErrorCode::Unavailable, "The server is busy; try again in a moment."};
        case 505:
            return {ErrorCode::InvalidInput, "Speak HTTP/1.1."};
        default:
            return {ErrorCode::InvalidInput, "This is no valid HTTP request."};
    }
}

}  // namespace

Connection::Connection(std::unique_ptr<Transport> transport, std::string peer, Shared& shared)
    : transport_(std::move(transport)),
      peer_(std::move(peer)),
      shared_(shared),
      deadline_(transport_->executor()),
      news_(std::make_shared<asio::steady_timer>(transport_->executor())),
      buffer_(shared.options.header_limit + std::size_t{16} * 1024) {}

asio::awaitable<void> Connection::run() {
    const auto self = shared_from_this();
    arm(shared_.options.head_time);
    const auto failure = co_await transport_->open();
    bool more = !failure;
    while (more) more = co_await exchange();
    if (dirty_) co_await linger();
    disarm();
    transport_->close();
}

void Connection::stop() {
    asio::post(transport_->executor(), [self = shared_from_this()] {
        if (self->idle_) self->transport_->cancel();
        self->news_->cancel();
    });
}

void Connection::abort() {
    asio::post(transport_->executor(), [self = shared_from_this()] {
        self->aborted_ = true;
        self->transport_->cancel();
        self->news_->cancel();
    });
}

asio::awaitable<bool> Connection::exchange() {
    Incoming incoming(shared_.options.header_limit);
    const bool has_head = co_await receive_head(incoming);
    if (!has_head) co_return false;

    auto request = incoming.take_head();
    describe_client(request);
    const bool head_only = request.method == Method::Head;
    const auto admission = shared_.dispatcher.admit(request);
    const bool received = co_await receive_body(incoming, request, admission);
    if (!received) co_return false;

    const auto kind = admission.heavy ? Work::Heavy : Work::Light;
    auto response = co_await work(std::move(request), kind);
    const bool keep = incoming.keep_alive() && !shared_.stopping.load();
    co_return co_await send(std::move(*response), head_only, keep);
}

asio::awaitable<bool> Connection::receive_head(Incoming& incoming) {
    arm(shared_.options.head_time);
    int refusal = 0;
    while (refusal == 0) {
        advance(incoming);
        refusal = incoming.refusal();
        if (incoming.head_done() || refusal != 0) break;
        idle_ = filled_ == 0;
        if (idle_ && shared_.stopping.load()) co_return false;
        const bool more = co_await feed();
        idle_ = false;
        if (more) continue;
        if (!timed_out_ || filled_ == 0) co_return false;
        refusal = 408;
    }
    if (refusal == 0) co_return true;
    dirty_ = true;
    co_await refuse(refusal, new_request_id());
    co_return false;
}

asio::awaitable<bool> Connection::receive_body(Incoming& incoming,
                                               Request& request,
                                               const Admission& admission) {
    // Strangers shall not fill the disk or the memory.
    constexpr std::size_t kForStrangers = std::size_t{64} * 1024;
    const bool upload = admission.body == BodyKind::Upload;
    const bool large = admission.guarded && incoming.may_exceed(kForStrangers);
    if (upload || large) {
        const bool open = co_await pass_gate(incoming, request);
        if (!open) co_return false;
    }
    incoming.accept_body(admission.body_limit, {});
    if (upload) co_return co_await receive_upload(incoming, request);
    if (admission.body == BodyKind::Json)
        incoming.set_sink([&request](std::string_view bytes) { request.body += bytes; });
    co_return co_await pump_body(incoming, request);
}

asio::awaitable<bool> Connection::pass_gate(const Incoming& incoming, const Request& request) {
    auto refusal = co_await work(request, Work::GateOnly);
    if (!refusal) co_return true;
    dirty_ = incoming.has_body();
    co_await send(std::move(*refusal), /*head_only=*/false, /*keep_alive=*/false);
    co_return false;
}

asio::awaitable<bool> Connection::receive_upload(Incoming& incoming, Request& request) {
    std::unique_ptr<UploadWriter> writer;
    try {
        writer = std::make_unique<UploadWriter>(shared_.options.upload_folder);
    } catch (const Error& error) {
        shared_.dispatcher.report(request.request_id, error.what());
    }
    if (writer) {
        incoming.set_sink([&writer](std::string_view bytes) { writer->write(bytes); });
        const bool received = co_await pump_body(incoming, request);
        if (!received) co_return false;
        request.upload = writer->finish();
        if (!writer->failed()) co_return true;
        shared_.dispatcher.report(request.request_id, "The disk for uploads is full.");
    }
    dirty_ = incoming.has_body();
    co_await refuse(503, request.request_id);
    co_return false;
}

asio::awaitable<bool> Connection::pump_body(Incoming& incoming, const Request& request) {
    if (incoming.expects_continue() && incoming.refusal() == 0) {
        const bool written = co_await write("HTTP/1.1 100 Continue\r\n\r\n", {});
        if (!written) co_return false;
    }
    arm(shared_.options.body_time);
    int refusal = 0;
    while (true) {
        advance(incoming);
        refusal = incoming.refusal();
        if (incoming.done() || refusal != 0) break;
        const bool more = co_await feed();
        if (more) continue;
        if (!timed_out_) co_return false;
        refusal = 408;
        break;
    }
    if (refusal == 0) co_return true;
    dirty_ = true;
    co_await refuse(refusal, request.request_id);
    co_return false;
}

void Connection::advance(Incoming& incoming) {
    const auto used = incoming.put({buffer_.data(), filled_});
    std::memmove(buffer_.data(), buffer_.data() + used, filled_ - used);
    filled_ -= used;
    count_bytes(used);
}

asio::awaitable<bool> Connection::feed() {
    // The parser refuses a head before it fills the buffer.
    if (timed_out_ || aborted_ || filled_ == buffer_.size()) co_return false;
    const auto space = asio::buffer(buffer_.data() + filled_, buffer_.size() - filled_);
    const auto [failure, size] = co_await transport_->read(space);
    filled_ += size;
    co_return size > 0;
}

asio::awaitable<std::optional<Response>> Connection::work(Request request, Work kind) {
    disarm();
    if (shared_.waiting.load() >= shared_.options.most_waiting)
        co_return shared_.dispatcher.refuse(request, refusal_of(503), 503);
    ++shared_.waiting;
    const auto& dispatcher = shared_.dispatcher;
    auto task = [&dispatcher, &request, kind]() -> asio::awaitable<std::optional<Response>> {
        if (kind == Work::GateOnly) co_return dispatcher.refuse_early(request);
        co_return dispatcher.answer(std::move(request));
    };
    auto& pool = kind == Work::Heavy ? shared_.heavy_workers : shared_.workers;
    auto response = co_await asio::co_spawn(pool, task, asio::use_awaitable);
    --shared_.waiting;
    co_return response;
}

asio::awaitable<bool> Connection::refuse(int status, std::string request_id) {
    Request request{.secure = transport_->is_secure(), .request_id = std::move(request_id)};
    auto response = shared_.dispatcher.refuse(request, refusal_of(status), status);
    co_return co_await send(std::move(response), /*head_only=*/false, /*keep_alive=*/false);
}

void Connection::describe_client(Request& request) const {
    request.request_id = new_request_id();
    request.peer = peer_;
    request.secure = transport_->is_secure();
    if (!shared_.options.behind_proxy) return;
    const auto peer = last_item(request.headers.get("X-Forwarded-For"));
    if (!peer.empty()) request.peer = peer;
    request.secure = request.secure || request.headers.get("X-Forwarded-Proto") == "https";
}

}  // namespace bihuan::http
