#include "platform/http/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace bihuan::http {

struct Metrics::Parts {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests =
        prometheus::BuildCounter()
            .Name("bihuan_http_requests_total")
            .Help("Answered requests by operation and status.")
            .Register(registry);
    prometheus::Family<prometheus::Histogram>& seconds =
        prometheus::BuildHistogram()
            .Name("bihuan_http_request_seconds")
            .Help("Time from the end of the request to its answer, by operation.")
            .Register(registry);
    prometheus::Gauge& connections = prometheus::BuildGauge()
                                         .Name("bihuan_http_connections")
                                         .Help("Open connections.")
                                         .Register(registry)
                                         .Add({});
};

Metrics::Metrics() : parts_(std::make_unique<Parts>()) {}
Metrics::~Metrics() = default;

void Metrics::observe(std::string_view operation, int status, double seconds) {
    const std::string name(operation);
    parts_->requests.Add({{"operation", name}, {"status", std::to_string(status)}}).Increment();
    const prometheus::Histogram::BucketBoundaries bounds{
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
    parts_->seconds.Add({{"operation", name}}, bounds).Observe(seconds);
}

void Metrics::connection_opened() {
    parts_->connections.Increment();
}

void Metrics::connection_closed() {
    parts_->connections.Decrement();
}

prometheus::Registry& Metrics::registry() {
    return parts_->registry;
}

std::string Metrics::text() const {
    return prometheus::TextSerializer().Serialize(parts_->registry.Collect());
}

}  // namespace bihuan::http
