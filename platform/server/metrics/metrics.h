// Counters, times and gauges of one running platform, as Prometheus text (exposition format 0.0.4).
// Safe to call from several threads.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace jiujin::server {

// A call of openapi.yaml, or everything else: a peer must not be able to make labels.
enum class Call {
    Packets,
    Acks,
    Health,
    Checkpoint,
    Asks,
    SendBlob,
    AskBlob,
    Mail,
    Answers,
    FetchBlob,
    Other
};
// `target` may carry a query.
Call callOf(std::string_view method, std::string_view target);
// "POST /v1/packets"; "other".
std::string_view nameOf(Call call);

class Metrics {
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    // A request was answered, by whomever; jiujin_requests_total, jiujin_request_seconds.
    void answered(Call call, int status, std::chrono::nanoseconds took);
    // A packet was judged: a verdict of the protocol; jiujin_packets_total.
    void packet(std::string_view verdict);
    // A value that is asked for whenever text() is; what it uses must be there then.
    void watch(const std::string& name, const std::string& help, std::function<double()> value);

    std::string text() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace jiujin::server
