#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/day.h"

namespace bihuan::http {

/// Token buckets, one per key (a peer's address, an account's name). Thread-safe. Keeps at most
/// `most_keys`, each as a short digest; of more it forgets the fullest, so that whoever has used up
/// a bucket stays refused however many others come.
class Throttle {
public:
    struct Rate {
        double burst = 10;                ///< Requests at once.
        std::chrono::seconds refill{60};  ///< Time in which an empty bucket fills up again.
        std::size_t most_keys = 100'000;
    };

    explicit Throttle(Rate rate) : rate_(rate) {}

    /// Takes one token. 0 when there was one, else the seconds to wait for the next.
    int take(std::string_view key, Instant now);
    /// As `take`, but throws Throttled with the message.
    void require(std::string_view key, Instant now, std::string_view message);
    /// Puts one token back: the try was a good one.
    void give_back(std::string_view key);
    /// Fills the bucket again, as after a good password.
    void forgive(std::string_view key);
    std::size_t keys() const;

private:
    struct Bucket {
        double tokens = 0;
        Instant at;
    };

    double tokens_at(const Bucket& bucket, Instant now) const;
    void sweep(Instant now);

    Rate rate_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace bihuan::http
