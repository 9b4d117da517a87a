#include "platform/http/incoming.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace bihuan::http {
namespace {

constexpr std::size_t kHeaderLimit = 600;
constexpr std::size_t kBodyLimit = 40;

/// All that can be told from outside about what was read.
struct Outcome {
    std::string head;
    std::string body;
    int refusal = 0;
    bool done = false;
    std::size_t used = 0;  ///< Where the request ends; only when it is done.

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

std::ostream& operator<<(std::ostream& out, const Outcome& outcome) {
    return out << fmt::format("head {}, body {}, refusal {}, done {}, used {}",
                              outcome.head,
                              outcome.body,
                              outcome.refusal,
                              outcome.done,
                              outcome.used);
}

std::string text_of(const Request& head) {
    auto text = fmt::format("{} {}", method_name(head.method), head.path);
    for (const auto& [name, value] : head.query.items()) text += fmt::format(" {}={}", name, value);
    for (const auto& [name, value] : head.headers.fields())
        text += fmt::format("|{}: {}", name, value);
    return text;
}

/// Reads bytes as a connection does: what was not used is given again with more behind it.
class Reader {
public:
    void give(std::string_view bytes) {
        pending_ += bytes;
        while (true) {
            const auto used = incoming_.put(pending_);
            pending_.erase(0, used);
            outcome_.used += used;
            const bool has_head = incoming_.head_done() && incoming_.refusal() == 0;
            if (has_head && outcome_.head.empty()) {
                outcome_.head = text_of(incoming_.take_head());
                incoming_.accept_body(kBodyLimit,
                                      [this](std::string_view part) { outcome_.body += part; });
            } else if (used == 0) {
                return;
            }
        }
    }

    Outcome outcome() {
        auto outcome = outcome_;
        outcome.refusal = incoming_.refusal();
        outcome.done = incoming_.done() && outcome.refusal == 0;
        if (!outcome.done) outcome.used = 0;
        return outcome;
    }

private:
    Incoming incoming_{kHeaderLimit};
    Outcome outcome_;
    std::string pending_;
};

Outcome read(const std::vector<std::string_view>& parts) {
    Reader reader;
    for (const auto part : parts) reader.give(part);
    return reader.outcome();
}

std::vector<std::string_view> pieces(std::string_view bytes, std::size_t size) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at < bytes.size(); at += size) parts.push_back(bytes.substr(at, size));
    return parts;
}

std::string chunked(std::string_view chunks, std::string_view headers = {}) {
    return fmt::format(
        "POST /v1/a?b=c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n{}\r\n{}",
        headers,
        chunks);
}

std::string with_length(std::string_view length, std::string_view body) {
    return fmt::format(
        "PUT /%E5%BC%A0 HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{}", length, body);
}

std::vector<std::string> sound_requests() {
    return {
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /a%20b?c=d&e HTTP/1.1\r\nHost: x\r\nX-A:  1 \r\nx-a: 2\r\n\r\nGET / HTTP/1.1\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        with_length("5", "abcdeGET"),
        with_length("0", "GET / HTTP/1.1\r\n"),
        chunked("0\r\n\r\n"),
        chunked("0\r\n\r\nGET / HTTP/1.1\r\n\r\n"),
        chunked("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
        chunked("3;a=b;c=\"d e\"\r\nabc\r\n000;x\r\n\r\n"),
        chunked("1\r\na\r\n0\r\nX-Sum: 1\r\nY: 2\r\n\r\n"),
        chunked("a\r\n0\r\n\r\n0\r\n\r\n\r\n0\r\n\r\n", "Expect: 100-continue\r\n"),
    };
}

std::vector<std::string> refused_requests() {
    return {
        chunked("29\r\n" + std::string(41, 'a') + "\r\n0\r\n\r\n"),
        chunked("ffffffffffffffff\r\na"),
        chunked("10000000000000000\r\na"),
        chunked("3\r\nabcd\r\n0\r\n\r\n"),
        chunked("3\r\nabc\n0\n\n\n"),
        chunked("x\r\n\r\n"),
        chunked("-1\r\n\r\n"),
        chunked("0\r\nContent-Length: 3\r\n\r\nabc"),
        chunked("0\r\n\rX\r\n\r\n"),
        chunked("28\r\n" + std::string(40, 'a') + "\r\n1\r\nb\r\n0\r\n\r\n"),
        with_length("41", "a"),
        with_length("5x", "abcde"),
        "GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX-A: a\r\n\tb\r\n\r\n",
        "GET / HTTP/1.1\nHost: x\n\n",
        "GET / HTTP/1.1\r\nHost: x\rY: z\r\n\r\n",
        "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00",
        "\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(kHeaderLimit, 'a') + "\r\n\r\n",
        "GET /" + std::string(kHeaderLimit, 'a'),
    };
}

std::vector<std::string> all_requests() {
    auto requests = sound_requests();
    for (auto& request : refused_requests()) requests.push_back(std::move(request));
    return requests;
}

TEST(Incoming, ReadsWhatIsSound) {
    for (const auto& bytes : sound_requests()) {
        EXPECT_TRUE(read({bytes}).done) << bytes;
        EXPECT_NE(read({bytes}).head, "") << bytes;
    }
    EXPECT_EQ(read({chunked("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\nGET")}).body, "abcde");
    EXPECT_EQ(read({chunked("1\r\na\r\n0\r\nHost: evil\r\n\r\n")}).head,
              "POST /v1/a b=c|Host: x|Transfer-Encoding: chunked");
}

TEST(Incoming, RefusesWhatIsNot) {
    for (const auto& bytes : refused_requests()) EXPECT_NE(read({bytes}).refusal, 0) << bytes;
}

TEST(Incoming, ReadsTheSameByteByByte) {
    for (const auto& bytes : all_requests())
        for (const std::size_t size : {1U, 2U, 3U, 7U})
            EXPECT_EQ(read(pieces(bytes, size)), read({bytes})) << size << '\n' << bytes;
}

TEST(Incoming, ReadsTheSameWhereverTheBytesAreCut) {
    for (const auto& bytes : all_requests()) {
        const std::string_view all(bytes);
        const auto whole = read({bytes});
        for (std::size_t cut = 0; cut <= bytes.size(); ++cut)
            EXPECT_EQ(read({all.substr(0, cut), all.substr(cut)}), whole) << cut << '\n' << bytes;
    }
}

TEST(Incoming, ReadsTheSameByteByByteOfWhatNeverEnds) {
    for (const auto& bytes : all_requests())
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const auto beginning = std::string_view(bytes).substr(0, size);
            EXPECT_EQ(read(pieces(beginning, 1)), read({beginning})) << beginning;
        }
}

TEST(Incoming, CountsEveryLineOfAHeadAgainstItsLimit) {
    Reader reader;
    reader.give("GET / HTTP/1.1\r\nHost: x\r\n");
    for (int i = 0; i < 1000; ++i) reader.give("X-Line: 1\r\n");

    EXPECT_EQ(reader.outcome().refusal, 431);
}

}  // namespace
}  // namespace bihuan::http
