#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "platform/http/message.h"

namespace bihuan::http {

/// Reads one request out of bytes as they come; knows no sockets. First the head, then, once
/// `accept_body` was called, the body. What comes out does not depend on how the bytes were cut.
class Incoming {
public:
    explicit Incoming(std::size_t header_limit);
    ~Incoming();
    Incoming(Incoming&& other) noexcept;
    Incoming& operator=(Incoming&& other) noexcept;

    /// Takes bytes and gives how many it used; the rest must be given again with more behind it.
    /// Stops at the end of the head and at the end of the request.
    std::size_t put(std::string_view bytes);

    bool head_done() const;
    bool done() const;
    /// The status to answer when the bytes make no acceptable request (400, 413, 431, 505), else 0.
    int refusal() const;

    /// The head as a value, without body, peer and id; once, after head_done().
    Request take_head();
    bool keep_alive() const;
    bool has_body() const;
    /// The body has more bytes than this, or does not say how many.
    bool may_exceed(std::size_t bytes) const;
    /// The client waits for "100 Continue" before it sends the body.
    bool expects_continue() const;

    /// Body bytes go to `sink`, as they come; more than `limit` is refused with 413.
    void accept_body(std::size_t limit, std::function<void(std::string_view)> sink);
    /// Instead of the one given to accept_body, before the first byte of the body.
    void set_sink(std::function<void(std::string_view)> sink);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace bihuan::http
