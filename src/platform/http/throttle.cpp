#include "platform/http/throttle.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "platform/http/problem.h"
#include "platform/http/security.h"

namespace bihuan::http {

namespace {

double seconds(Instant::duration span) {
    return std::chrono::duration<double>(span).count();
}

}  // namespace

int Throttle::take(std::string_view key, Instant now) {
    auto digest = short_digest(key);
    const std::lock_guard lock(mutex_);
    if (buckets_.size() >= rate_.most_keys && !buckets_.contains(digest)) sweep(now);
    auto [entry, is_new] = buckets_.try_emplace(std::move(digest), Bucket{rate_.burst, now});
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
    const auto found = buckets_.find(short_digest(key));
    if (found != buckets_.end())
        found->second.tokens = std::min(rate_.burst, found->second.tokens + 1);
}

void Throttle::forgive(std::string_view key) {
    const std::lock_guard lock(mutex_);
    buckets_.erase(short_digest(key));
}

std::size_t Throttle::keys() const {
    const std::lock_guard lock(mutex_);
    return buckets_.size();
}

double Throttle::tokens_at(const Bucket& bucket, Instant now) const {
    const double passed = std::max(0.0, seconds(now - bucket.at));
    return std::min(rate_.burst, bucket.tokens + passed * rate_.burst / seconds(rate_.refill));
}

void Throttle::sweep(Instant now) {
    std::erase_if(buckets_,
                  [&](const auto& entry) { return tokens_at(entry.second, now) >= rate_.burst; });
    // Room for a tenth more at a time: sweeping looks at all of them.
    const auto kept = rate_.most_keys - std::max<std::size_t>(1, rate_.most_keys / 10);
    if (buckets_.size() <= kept) return;
    std::vector<std::pair<double, const std::string*>> by_tokens;
    by_tokens.reserve(buckets_.size());
    for (const auto& [key, bucket] : buckets_) by_tokens.emplace_back(tokens_at(bucket, now), &key);
    const auto first_gone = by_tokens.begin() + static_cast<std::ptrdiff_t>(kept);
    std::nth_element(by_tokens.begin(), first_gone, by_tokens.end());
    std::vector<std::string> gone;
    for (auto it = first_gone; it != by_tokens.end(); ++it) gone.push_back(*it->second);
    for (const auto& key : gone) buckets_.erase(key);
}

}  // namespace bihuan::http
