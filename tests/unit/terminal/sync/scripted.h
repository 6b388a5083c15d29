// A clock moved by hand and a platform that answers from a list: for tests of sync.
#pragma once

#include "app/terminal/sync/signed_words.h"
#include "filed_terminal.h"

#include <deque>

namespace jiujin::sync {

class HandClock : public Clock {
public:
    GradedTime now{SystemClock().wall().time, ClockGrade::Drift};
    SteadyTime ticks{std::chrono::hours(1)};

    GradedTime wall() const override { return now; }
    SteadyTime steady() const override { return ticks; }
    void pass(std::chrono::milliseconds time) {
        now.time += time;
        ticks += time;
    }
};

// When the list is at its end, the network is down.
class ListedTransport : public Transport {
public:
    std::deque<std::function<Result<Answer>()>> answers;
    std::vector<std::size_t> sent;  // bytes of each body
    std::vector<std::string> asked; // paths of those without one
    std::atomic<int> posts = 0;

    Result<Answer> post(std::string_view, std::string_view, const Bytes& body) override {
        ++posts;
        sent.push_back(body.size());
        return next();
    }
    Result<Answer> get(std::string_view path) override {
        asked.emplace_back(path);
        return next();
    }
    void cancel() override {}

    void accept(std::string body) { say(202, std::move(body)); }
    void say(int status, std::string body, std::optional<std::chrono::seconds> retryAfter = {}) {
        answers.push_back([=] { return Answer{status, "application/json", body, retryAfter}; });
    }
    void fail(ErrorCode code) {
        answers.push_back([code] { return Error{code}; });
    }

private:
    Result<Answer> next() {
        if (answers.empty())
            return Error{ErrorCode::NetworkDown, "no network"};
        const auto answer = answers.front();
        answers.pop_front();
        return answer();
    }
};

} // namespace jiujin::sync
