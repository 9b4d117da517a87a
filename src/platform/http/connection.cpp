#include "platform/http/connection.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <boost/asio/post.hpp>

#include "base/error.h"
#include "base/id.h"
#include "platform/http/client_address.h"
#include "platform/http/problem.h"

namespace bihuan::http {

namespace {

namespace asio = boost::asio;

// Whoever is connected and says nothing costs no more than this.
constexpr std::size_t kIdleBuffer = 512;
constexpr std::size_t kBesideHead = std::size_t{16} * 1024;

std::string new_request_id() {
    return fmt::format("{:x}", make_id());
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
            return {ErrorCode::Unavailable, "There is no room for uploads just now."};
        case 505:
            return {ErrorCode::InvalidInput, "Speak HTTP/1.1."};
        default:
            return {ErrorCode::InvalidInput, "This is no valid HTTP request."};
    }
}

}  // namespace

Connection::Connection(std::unique_ptr<Transport> transport, Ends ends, Shared& shared)
    : transport_(std::move(transport)),
      ends_(std::move(ends)),
      shared_(shared),
      deadline_(transport_->executor()),
      finished_(transport_->executor()),
      news_(std::make_shared<asio::steady_timer>(transport_->executor())),
      idle_since_(std::chrono::steady_clock::now().time_since_epoch().count()) {}

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

std::optional<Connection::TimePoint> Connection::idle_since() const {
    const TimePoint::duration since(idle_since_.load());
    if (since == TimePoint::duration::zero()) return std::nullopt;
    return TimePoint(since);
}

void Connection::make_way() {
    asio::post(transport_->executor(), [self = shared_from_this()] {
        self->leaving_ = true;
        if (self->idle_since()) self->transport_->cancel();
    });
}

void Connection::note_idle(bool waits_for_head) {
    const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
    idle_since_ = waits_for_head ? now : 0;
}

asio::awaitable<bool> Connection::exchange() {
    const SharesGuard guard{place_, stream_share_};
    Incoming incoming(shared_.options.header_limit);
    note_idle(/*waits_for_head=*/true);
    const bool has_head = co_await receive_head(incoming);
    note_idle(/*waits_for_head=*/false);
    if (!has_head) co_return false;

    auto request = incoming.take_head();
    describe_client(request);
    const bool accepted = co_await accept_host(incoming, request);
    if (!accepted) co_return false;
    const auto admission = shared_.dispatcher.admit(request);
    const bool received = co_await receive_body(incoming, request, admission);
    if (!received) co_return false;
    co_return co_await answer(std::move(request), admission, incoming.keep_alive());
}

asio::awaitable<bool> Connection::answer(Request request, Admission admission, bool keep_alive) {
    const bool head_only = request.method == Method::Head;
    const auto work = co_await this->work(std::move(request), admission.lane);
    if (!work->response) co_return false;
    if (admission.changes_rights && work->response->status < 400) shared_.on_rights_changed();
    take_stream_share(*work);
    const SendOptions options{.head_only = head_only,
                              .keep_alive = keep_alive && !leaving_ && !shared_.stopping.load(),
                              .request = &work->request};
    const bool sent = co_await send(*std::move(work->response), options);
    co_return sent;
}

asio::awaitable<bool> Connection::receive_head(Incoming& incoming) {
    arm(shared_.options.head_time);
    int refusal = 0;
    while (refusal == 0) {
        advance(incoming);
        refusal = incoming.refusal();
        if (incoming.head_done() || refusal != 0) break;
        idle_ = filled_ == 0;
        if (leaving_ || (idle_ && shared_.stopping.load())) co_return false;
        const bool more = co_await feed();
        idle_ = false;
        if (more) continue;
        if (!timed_out_ || filled_ == 0) co_return false;
        refusal = 408;
    }
    if (refusal == 0) co_return true;
    dirty_ = true;
    const Request unread{
        .peer = ends_.peer, .secure = transport_->is_secure(), .request_id = new_request_id()};
    co_await refuse(refusal, unread);
    co_return false;
}

asio::awaitable<bool> Connection::accept_host(const Incoming& incoming, const Request& request) {
    // HTTP/1.0 knows no Host; browsers, whose pages this guards against, always send one.
    const auto host = request.headers.get("Host");
    if (!request.headers.has("Host") || shared_.hosts.accepts(host, ends_.local)) co_return true;
    const auto name = std::string(host.substr(0, 100));
    const Error error(ErrorCode::Forbidden,
                      fmt::format("This server is not known as {0}. If it should be, start it "
                                  "with --host {0}.",
                                  host_of_authority(name).value_or(name)));
    dirty_ = incoming.has_body();
    auto response = shared_.dispatcher.refuse(request, error, 421);
    co_await send(std::move(response), SendOptions());
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
    const auto gate = co_await work(request, Lane::Read, /*gate_only=*/true);
    const bool open = !gate->dropped && !gate->response;
    if (gate->response) {
        dirty_ = incoming.has_body();
        co_await send(*std::move(gate->response), SendOptions());
    }
    place_.reset();
    co_return open;
}

asio::awaitable<bool> Connection::pump_body(Incoming& incoming,
                                            const Request& request,
                                            Upload* upload) {
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
        if (upload != nullptr) co_await write_held(*upload);
        // The rest of a chunk's head, or of a trailer, does not fit.
        if (filled_ == full_buffer()) {
            refusal = 431;
            break;
        }
        const bool more = co_await feed();
        if (more) continue;
        if (!timed_out_) co_return false;
        refusal = 408;
        break;
    }
    if (refusal == 0) co_return true;
    dirty_ = true;
    co_await refuse(refusal, request);
    co_return false;
}

void Connection::advance(Incoming& incoming) {
    const auto used = incoming.put({buffer_.data(), filled_});
    if (used > 0) std::memmove(buffer_.data(), buffer_.data() + used, filled_ - used);
    filled_ -= used;
    count_bytes(used);
}

asio::awaitable<bool> Connection::feed() {
    const auto size_wanted = idle_ ? kIdleBuffer : full_buffer();
    if (buffer_.size() != size_wanted) {
        if (idle_) buffer_ = {};
        buffer_.resize(size_wanted);
    }
    // The parser refuses a head before it fills the buffer.
    if (timed_out_ || aborted_ || filled_ == buffer_.size()) co_return false;
    const auto space = asio::buffer(buffer_.data() + filled_, buffer_.size() - filled_);
    const auto [failure, size] = co_await transport_->read(space);
    filled_ += size;
    co_return size > 0;
}

std::size_t Connection::full_buffer() const {
    return shared_.options.header_limit + kBesideHead;
}

asio::awaitable<bool> Connection::refuse(int status, const Request& request) {
    auto response = shared_.dispatcher.refuse(request, refusal_of(status), status);
    co_return co_await send(std::move(response), SendOptions());
}

void Connection::describe_client(Request& request) const {
    request.request_id = new_request_id();
    request.peer = ends_.peer;
    request.secure = transport_->is_secure();
    if (!shared_.options.behind_proxy) return;
    request.peer = forwarded_address(request.headers, ends_.peer);
    request.secure = request.secure || request.headers.last("X-Forwarded-Proto") == "https";
}

}  // namespace bihuan::http
