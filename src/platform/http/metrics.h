#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace prometheus {
class Registry;
}

namespace bihuan::http {

/// Counters and timings of the server, and whatever other rooms register.
class Metrics {
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    /// One answered request. `operation` is the operation's id ("assets" or "none" without one).
    void observe(std::string_view operation, int status, double seconds);
    void connection_opened();
    void connection_closed();

    /// For measures of other rooms; lives as long as this object.
    prometheus::Registry& registry();
    /// Prometheus text format 0.0.4.
    std::string text() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace bihuan::http
