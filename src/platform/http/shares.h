#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace bihuan::http {

/// How much each one holds of something that there is not enough of: at most `most`. Thread-safe.
class Shares {
public:
    explicit Shares(std::size_t most) : most_(most) {}

    /// Gives back what it stands for when it goes; an empty one stands for nothing.
    class Share {
    public:
        Share() = default;
        Share(Shares& shares, std::string whose) : shares_(&shares), whose_(std::move(whose)) {}
        ~Share() { reset(); }
        Share(Share&& other) noexcept
            : shares_(std::exchange(other.shares_, nullptr)), whose_(std::move(other.whose_)) {}
        Share& operator=(Share&& other) noexcept {
            reset();
            shares_ = std::exchange(other.shares_, nullptr);
            whose_ = std::move(other.whose_);
            return *this;
        }

        explicit operator bool() const { return shares_ != nullptr; }
        void reset() {
            if (auto* shares = std::exchange(shares_, nullptr)) shares->give_back(whose_);
        }

    private:
        Shares* shares_ = nullptr;
        std::string whose_;
    };

    /// Empty when this one holds the most already.
    Share take(const std::string& whose) {
        const std::lock_guard lock(mutex_);
        auto& held = held_[whose];
        if (held >= most_) return {};
        ++held;
        return {*this, whose};
    }

private:
    void give_back(const std::string& whose) {
        const std::lock_guard lock(mutex_);
        const auto found = held_.find(whose);
        if (--found->second == 0) held_.erase(found);
    }

    std::size_t most_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::size_t> held_;
};

}  // namespace bihuan::http
