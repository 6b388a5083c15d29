// A listener with limits and time limits that are shorter than the shipped program's.
#pragma once

#include "platform/base/trace.h"
#include "platform/server/http/listener.h"
#include "tests/unit/server/http/tls_client.h"

#include <QtTest/QtTest>

#include <csignal>
#include <mutex>
#include <thread>

namespace jiujin::server {

using namespace std::chrono_literals;

// Holds answers back while it is told to.
class Holding : public Handler {
public:
    void handle(Request request, Answer answer) override {
        std::unique_lock lock(mutex_);
        last_ = request;
        scope_ = TraceScope::current();
        if (request.target == "/hold")
            held_.push_back(std::move(answer));
        else
            answer({200, "{\"bytes\":" + std::to_string(request.body.size()) + "}"});
    }
    std::size_t holding() {
        const std::lock_guard lock(mutex_);
        return held_.size();
    }
    void release() {
        const std::lock_guard lock(mutex_);
        for (const Answer& answer : held_)
            answer({200, "{\"late\":true}"});
        held_.clear();
    }
    Request last() {
        const std::lock_guard lock(mutex_);
        return last_;
    }
    // The trace that log lines of the last request carry.
    std::string scope() {
        const std::lock_guard lock(mutex_);
        return scope_;
    }

private:
    std::mutex mutex_;
    std::vector<Answer> held_;
    Request last_;
    std::string scope_;
};

inline std::string get(const std::string& path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
}

inline std::string post(std::size_t length, const std::string& body) {
    return "POST /v1/packets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " +
           std::to_string(length) + "\r\n\r\n" + body;
}

inline std::string hold(std::size_t length) {
    return "POST /hold HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " +
           std::to_string(length) + "\r\n\r\n" + std::string(length, 'x');
}

class ListenerWorld {
protected:
    const SystemClock clock;
    std::unique_ptr<samples::Pki> pki;
    samples::Identity terminal;
    Holding handler;
    std::unique_ptr<Listener> listener;
    std::thread serving;

    static seal::Validity today() {
        const auto now = SystemClock().wall().time;
        return {now - 24h, now + 24h};
    }
    tests::TlsClient client() const { return tests::TlsClient(listener->port()); }

    void begin() {
        std::signal(SIGPIPE, SIG_IGN);
        pki = std::make_unique<samples::Pki>();
        terminal = pki->issue(samples::terminalId, seal::Role::Terminal, today());
    }
    void open() {
        const auto server = pki->issue("localhost", seal::Role::Server, today());
        ListenerSettings settings;
        settings.maxBodyBytes = 100'000;
        settings.maxBodiesBytes = 150'000;
        settings.handshakeTime = 1s;
        settings.idleTime = 1s;
        settings.headTime = 1s;
        settings.slowestBytesPerSecond = 100'000;
        settings.drainTime = 10s;
        settings.maxConnections = 6;
        settings.maxConnectionsOfOne = 4;
        settings.requestsPerSecond = 0.01;
        settings.requestsAtOnce = 8;
        settings.localPort = 0;
        listener =
            samples::must(openListener(settings, server.certificate, server.key, pki->root, clock));
        serving = std::thread([this] { listener->serve(handler); });
    }
    void close() {
        std::raise(SIGTERM);
        serving.join();
        listener.reset();
    }
};

} // namespace jiujin::server
