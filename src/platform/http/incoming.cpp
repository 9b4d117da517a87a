#include "platform/http/incoming.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "base/error.h"

namespace bihuan::http {

namespace {

namespace beast = boost::beast::http;
using boost::system::error_code;

constexpr std::size_t kChunk = std::size_t{16} * 1024;
// The shortest end of a chunked body, "0 CR LF CR LF".
constexpr std::size_t kShortestEnd = 5;

Method method_of(beast::verb verb) {
    switch (verb) {
        case beast::verb::get:
            return Method::Get;
        case beast::verb::head:
            return Method::Head;
        case beast::verb::post:
            return Method::Post;
        case beast::verb::put:
            return Method::Put;
        case beast::verb::patch:
            return Method::Patch;
        case beast::verb::delete_:
            return Method::Delete;
        case beast::verb::options:
            return Method::Options;
        default:
            return Method::Other;
    }
}

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

int status_of(const error_code& failure) {
    if (failure == beast::error::header_limit) return 431;
    return failure == beast::error::bad_version ? 505 : 400;
}

/// Finds the end of the head among bytes that come bit by bit. What it says depends on the bytes
/// alone, not on how they were cut.
class HeadEnd {
public:
    enum class State : std::uint8_t { Open, Found, Broken };

    /// `bytes` begins with what it was given before. Looks at no more than `limit` of them.
    State look(std::string_view bytes, std::size_t limit) {
        bytes = bytes.substr(0, limit);
        if (!bytes.empty() && !is_letter(bytes.front())) return State::Broken;
        for (; at_ < bytes.size(); ++at_) {
            const bool after_return = at_ > 0 && bytes[at_ - 1] == '\r';
            const char c = bytes[at_];
            // A line ends with both, and the next one does not continue it (RFC 9112, 5.2).
            if ((c == '\n') != after_return) return State::Broken;
            const bool begins_line = at_ > 0 && bytes[at_ - 1] == '\n';
            if (begins_line && (c == ' ' || c == '\t')) return State::Broken;
            if (c == '\n' && at_ >= 3 && bytes[at_ - 2] == '\n') {
                size_ = at_ + 1;
                return State::Found;
            }
        }
        return State::Open;
    }
    std::size_t size() const { return size_; }

private:
    // Whoever speaks TLS to a plain port shall be told at once.
    static bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

    std::size_t at_ = 0;
    std::size_t size_ = 0;
};

}  // namespace

struct Incoming::Parts {
    beast::request_parser<beast::buffer_body> parser;
    HeadEnd head_end;
    std::size_t header_limit = 0;
    Request head;
    int refusal = 0;
    bool keep_alive = false;
    bool expects_continue = false;
    std::size_t limit = 0;
    std::size_t received = 0;
    std::uint64_t chunk_left = 0;  ///< Bytes of the present chunk that have not come yet.
    std::function<void(std::uint64_t, boost::beast::string_view, error_code&)> on_chunk;
    std::function<void(std::string_view)> sink;

    std::size_t put_head(std::string_view bytes);
    std::size_t put_body(std::string_view bytes);
    std::size_t put_piece(std::string_view bytes);
    bool must_wait(std::string_view bytes) const;
    void read_head();
    bool has_sound_framing() const;
    bool read_target(std::string_view target);
};

Incoming::Incoming(std::size_t header_limit) : parts_(std::make_unique<Parts>()) {
    auto& parser = parts_->parser;
    parts_->header_limit = header_limit;
    parser.header_limit(static_cast<std::uint32_t>(header_limit) + 1);
    parser.body_limit(boost::none);
    parser.eager(false);
    parts_->on_chunk = [parts = parts_.get()](std::uint64_t size, auto, auto&) {
        parts->chunk_left = size;
        if (size > parts->limit - parts->received) parts->refusal = 413;
    };
    parser.on_chunk_header(parts_->on_chunk);
}

Incoming::~Incoming() = default;
Incoming::Incoming(Incoming&& other) noexcept = default;
Incoming& Incoming::operator=(Incoming&& other) noexcept = default;

std::size_t Incoming::put(std::string_view bytes) {
    if (parts_->refusal != 0 || done()) return 0;
    return head_done() ? parts_->put_body(bytes) : parts_->put_head(bytes);
}

std::size_t Incoming::Parts::put_head(std::string_view bytes) {
    // The parser sees whole heads only: given line by line, it would count none of their bytes
    // against its limit.
    const auto state = head_end.look(bytes, header_limit);
    if (state == HeadEnd::State::Broken) {
        refusal = 400;
    } else if (state == HeadEnd::State::Open && bytes.size() >= header_limit) {
        refusal = 431;
    }
    if (state != HeadEnd::State::Found) return 0;
    error_code failure;
    std::size_t used = 0;
    while (!failure && !parser.is_header_done()) {
        const auto rest = bytes.substr(used, head_end.size() - used);
        used += parser.put(boost::asio::buffer(rest.data(), rest.size()), failure);
    }
    if (failure) {
        refusal = status_of(failure);
    } else {
        read_head();
    }
    return used;
}

std::size_t Incoming::Parts::put_body(std::string_view bytes) {
    std::size_t used = 0;
    while (refusal == 0 && !parser.is_done() && used < bytes.size()) {
        const auto rest = bytes.substr(used);
        if (must_wait(rest)) break;
        const auto taken = put_piece(rest);
        used += taken;
        if (taken == 0) break;
    }
    return used;
}

bool Incoming::Parts::must_wait(std::string_view bytes) const {
    // Between chunks the parser asserts that it is not given the last one in small pieces. What is
    // to come is never shorter than that, so nothing waits for ever.
    return parser.chunked() && chunk_left == 0 && bytes.size() < kShortestEnd;
}

std::size_t Incoming::Parts::put_piece(std::string_view bytes) {
    std::array<char, kChunk> chunk;
    auto& body = parser.get().body();
    body.data = chunk.data();
    body.size = chunk.size();
    error_code failure;
    const auto taken = parser.put(boost::asio::buffer(bytes.data(), bytes.size()), failure);
    const auto size = chunk.size() - body.size;
    if (parser.chunked()) chunk_left -= size;
    received += size;
    if (size > 0 && sink) sink({chunk.data(), size});
    const bool goes_on =
        !failure || failure == beast::error::need_more || failure == beast::error::need_buffer;
    if (!goes_on) refusal = status_of(failure);
    return taken;
}

void Incoming::Parts::read_head() {
    const auto& message = parser.get();
    if (message.version() != 11 && message.version() != 10) {
        refusal = 505;
        return;
    }
    if (!has_sound_framing() || !read_target(view(message.target()))) {
        refusal = 400;
        return;
    }
    head.method = method_of(message.method());
    for (const auto& field : message)
        head.headers.add(view(field.name_string()), view(field.value()));
    keep_alive = message.version() == 11 && message.keep_alive();
    expects_continue = same_name(head.headers.get("Expect"), "100-continue");
}

bool Incoming::Parts::has_sound_framing() const {
    // What two parsers could read in two ways lets requests be smuggled past a proxy (RFC
    // 9112, 11.2).
    const auto& message = parser.get();
    const auto codings = message.count(beast::field::transfer_encoding);
    const auto lengths = message.count(beast::field::content_length);
    if (codings + lengths > 1) return false;
    if (codings == 1 && (message.version() == 10 ||
                         !same_name(view(message[beast::field::transfer_encoding]), "chunked")))
        return false;
    return message.count(beast::field::host) == 1 || message.version() == 10;
}

bool Incoming::Parts::read_target(std::string_view target) {
    if (!target.starts_with('/') || target.find('#') != std::string_view::npos) return false;
    const auto question = target.find('?');
    auto path = percent_decode(target.substr(0, question));
    auto query = question == std::string_view::npos ? std::optional<Query>(Query())
                                                    : Query::parse(target.substr(question + 1));
    if (!path || !query) return false;
    head.path = std::move(*path);
    head.query = std::move(*query);
    return true;
}

bool Incoming::head_done() const {
    return parts_->parser.is_header_done();
}

bool Incoming::done() const {
    return parts_->parser.is_done();
}

int Incoming::refusal() const {
    return parts_->refusal;
}

Request Incoming::take_head() {
    BIHUAN_CHECK(head_done());
    return std::move(parts_->head);
}

bool Incoming::keep_alive() const {
    return parts_->keep_alive;
}

bool Incoming::has_body() const {
    return head_done() && !done();
}

bool Incoming::may_exceed(std::size_t bytes) const {
    const auto length = parts_->parser.content_length();
    return has_body() && (!length || *length > bytes);
}

bool Incoming::expects_continue() const {
    return parts_->expects_continue && has_body();
}

void Incoming::accept_body(std::size_t limit, std::function<void(std::string_view)> sink) {
    parts_->limit = limit;
    parts_->sink = std::move(sink);
    const auto length = parts_->parser.content_length();
    if (length && *length > limit) parts_->refusal = 413;
}

void Incoming::set_sink(std::function<void(std::string_view)> sink) {
    parts_->sink = std::move(sink);
}

}  // namespace bihuan::http
