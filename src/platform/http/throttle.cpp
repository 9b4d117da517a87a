#include "platform/http/throttle.h"

#include <algorithm>
#include <cmath>

#include "platform/http/problem.h"

namespace bihuan::http {

namespace {

double seconds(Instant::duration span) {
    return std::chrono::duration<double>(span).count();
}

}  // namespace

int Throttle::take(std::string_view key, Instant now) {
    const std::lock_guard lock(mutex_);
    if (buckets_.size() >= rate_.most_keys) sweep(now);
    auto [entry, is_new] = buckets_.try_emplace(std::string(key), Bucket{rate_.burst, now});
    auto& bucket = entry->second;
    bucket.tokens = tokens_at(bucket, now);
    bucket.at = std::max(bucket.at, now);
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return 0;
    }
    const double per_second = rate_.burst / seconds(rate_.refill);
    return std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) / per_second)));
}

void Throttle::require(std::string_view key, Instant now, std::string_view message) {
    if (const int wait = take(key, now); wait > 0) throw Throttled(std::string(message), wait);
}

void Throttle::give_back(std::string_view key) {
    const std::lock_guard lock(mutex_);
    const auto found = buckets_.find(std::string(key));
    if (found != buckets_.end())
        found->second.tokens = std::min(rate_.burst, found->second.tokens + 1);
}

void Throttle::forgive(std::string_view key) {
    const std::lock_guard lock(mutex_);
    buckets_.erase(std::string(key));
}

double Throttle::tokens_at(const Bucket& bucket, Instant now) const {
    const double passed = std::max(0.0, seconds(now - bucket.at));
    return std::min(rate_.burst, bucket.tokens + passed * rate_.burst / seconds(rate_.refill));
}

void Throttle::sweep(Instant now) {
    std::erase_if(buckets_,
                  [&](const auto& entry) { return tokens_at(entry.second, now) >= rate_.burst; });
    // Everyone is being throttled at once: an attack from many addresses. Start over rather than
    // grow without end.
    if (buckets_.size() >= rate_.most_keys) buckets_.clear();
}

}  // namespace bihuan::http
