#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <stop_token>
#include <string_view>
#include <utility>

namespace bihuan::jobs {

/// Ends work that was asked to stop; whatever its open transaction wrote is taken back.
class Cancelled : public std::exception {
public:
    const char* what() const noexcept override { return "cancelled"; }
};

/// How long work says how far it is, and learns that it shall stop. The same work runs under a job
/// and under a command, which draws a bar.
class Progress {
public:
    using Tell = std::function<void(std::string_view stage, std::int64_t done, std::int64_t total)>;

    /// Told to nobody, never stopped.
    Progress() = default;
    Progress(Tell tell, std::stop_token stop) : tell_(std::move(tell)), stop_(std::move(stop)) {}

    /// `stage` is a word that the client translates, such as "read"; units are the stage's own, a
    /// total of 0 is not known. Cheap: call it often. Throws Cancelled.
    void report(std::string_view stage, std::int64_t done, std::int64_t total) const {
        check();
        if (tell_) tell_(stage, done, total);
    }
    /// Throws Cancelled when somebody asked to stop.
    void check() const {
        if (stop_.stop_requested()) throw Cancelled();
    }
    std::stop_token stop_token() const { return stop_; }

private:
    Tell tell_;
    std::stop_token stop_;
};

}  // namespace bihuan::jobs
