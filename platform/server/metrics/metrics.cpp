#include "platform/server/metrics/metrics.h"

#include <array>
#include <map>
#include <mutex>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <vector>

namespace jiujin::server {

namespace {

struct Name {
    Call call;
    std::string_view text;
};

constexpr auto names = std::to_array<Name>({
    {Call::Packets, "POST /v1/packets"},
    {Call::Acks, "GET /v1/acks"},
    {Call::Health, "GET /v1/health"},
    {Call::Checkpoint, "GET /v1/checkpoint"},
    {Call::Asks, "POST /v1/asks"},
    {Call::SendBlob, "PUT /v1/blobs/"},
    {Call::AskBlob, "HEAD /v1/blobs/"},
    {Call::Mail, "GET /v1/inner/mail"},
    {Call::Answers, "POST /v1/inner/answers"},
    {Call::FetchBlob, "GET /v1/inner/blobs/"},
    {Call::Other, "other"},
});

// Seconds; the longest answers wait for mail.
const prometheus::Histogram::BucketBoundaries bounds{0.001, 0.003, 0.01, 0.03, 0.1,
                                                     0.3,   1,     3,    10,   30};

} // namespace

Call callOf(std::string_view method, std::string_view target) {
    std::string_view path = target.substr(0, target.find('?'));
    // Behind these stand digests, which must not become labels.
    for (const std::string_view blobs : {"/v1/blobs/", "/v1/inner/blobs/"})
        if (path.starts_with(blobs))
            path = blobs;
    for (const Name& name : names)
        if (name.text.size() == method.size() + 1 + path.size() && name.text.starts_with(method) &&
            name.text[method.size()] == ' ' && name.text.ends_with(path))
            return name.call;
    return Call::Other;
}

std::string_view nameOf(Call call) {
    return names.at(static_cast<std::size_t>(call)).text;
}

struct Metrics::Parts {
    struct Watched {
        prometheus::Gauge& gauge;
        std::function<double()> value;
    };

    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests =
        prometheus::BuildCounter()
            .Name("jiujin_requests_total")
            .Help("Requests that were answered, by call and status.")
            .Register(registry);
    prometheus::Family<prometheus::Histogram>& seconds =
        prometheus::BuildHistogram()
            .Name("jiujin_request_seconds")
            .Help("From the end of a request's header to its answer, by call.")
            .Register(registry);
    prometheus::Family<prometheus::Counter>& packets =
        prometheus::BuildCounter()
            .Name("jiujin_packets_total")
            .Help("Packets that were judged, by verdict.")
            .Register(registry);
    std::mutex mutex;
    std::vector<Watched> watched;
    // A family finds its members by all their labels, which costs more than to count.
    std::map<std::pair<Call, int>, prometheus::Counter&> countOf;
    std::map<Call, prometheus::Histogram&> timeOf;
};

Metrics::Metrics() : parts_(std::make_unique<Parts>()) {}
Metrics::~Metrics() = default;

void Metrics::answered(Call call, int status, std::chrono::nanoseconds took) {
    const std::lock_guard lock(parts_->mutex);
    auto count = parts_->countOf.find({call, status});
    auto time = parts_->timeOf.find(call);
    const std::string name(nameOf(call));
    if (time == parts_->timeOf.end())
        time = parts_->timeOf.emplace(call, parts_->seconds.Add({{"call", name}}, bounds)).first;
    if (count == parts_->countOf.end())
        count =
            parts_->countOf
                .emplace(std::pair(call, status),
                         parts_->requests.Add({{"call", name}, {"status", std::to_string(status)}}))
                .first;
    count->second.Increment();
    time->second.Observe(std::chrono::duration<double>(took).count());
}

void Metrics::packet(std::string_view verdict) {
    parts_->packets.Add({{"verdict", std::string(verdict)}}).Increment();
}

void Metrics::watch(const std::string& name, const std::string& help,
                    std::function<double()> value) {
    auto& gauge = prometheus::BuildGauge().Name(name).Help(help).Register(parts_->registry).Add({});
    const std::lock_guard lock(parts_->mutex);
    parts_->watched.push_back({gauge, std::move(value)});
}

std::string Metrics::text() const {
    {
        const std::lock_guard lock(parts_->mutex);
        for (const auto& each : parts_->watched)
            each.gauge.Set(each.value());
    }
    return prometheus::TextSerializer().Serialize(parts_->registry.Collect());
}

} // namespace jiujin::server
