#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/error.h"
#include "platform/http/incoming.h"

using namespace bihuan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

constexpr std::size_t kHeaderLimit = 1000;
constexpr std::size_t kBodyLimit = 100;

struct Outcome {
    std::string head;
    std::string body;
    int refusal = 0;
    bool done = false;
    std::size_t used = 0;

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

std::string text_of(const http::Request& head) {
    auto text = fmt::format("{} {}", http::method_name(head.method), head.path);
    for (const auto& [name, value] : head.query.items()) text += fmt::format(" {}={}", name, value);
    for (const auto& [name, value] : head.headers.fields())
        text += fmt::format("|{}: {}", name, value);
    return text;
}

/// Reads as a connection does; `next_size` says how many bytes come at a time.
template <class NextSize>
Outcome read(std::string_view bytes, NextSize next_size) {
    http::Incoming incoming(kHeaderLimit);
    Outcome outcome;
    std::string pending;
    while (!bytes.empty()) {
        const auto size = std::min<std::size_t>(next_size(), bytes.size());
        pending += bytes.substr(0, size);
        bytes.remove_prefix(size);
        for (bool again = true; again;) {
            const auto used = incoming.put(pending);
            BIHUAN_CHECK(used <= pending.size());
            pending.erase(0, used);
            outcome.used += used;
            again = used > 0;
            if (!outcome.head.empty() || !incoming.head_done() || incoming.refusal() != 0) continue;
            outcome.head = text_of(incoming.take_head());
            incoming.accept_body(kBodyLimit, [&](std::string_view part) { outcome.body += part; });
            again = true;
        }
    }
    outcome.refusal = incoming.refusal();
    outcome.done = incoming.done() && outcome.refusal == 0;
    if (!outcome.done) outcome.used = 0;
    BIHUAN_CHECK(outcome.body.size() <= kBodyLimit);
    return outcome;
}

}  // namespace

/// Any bytes as a request: however they are cut, the same comes of them.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text(bytes, bytes + size);
    const auto whole = read(text, [&] { return text.size(); });
    BIHUAN_CHECK(read(text, [] { return 1U; }) == whole);
    std::minstd_rand random(static_cast<unsigned>(std::hash<std::string>()(text)));
    BIHUAN_CHECK(read(text, [&] { return 1 + random() % 9; }) == whole);
    return 0;
}
