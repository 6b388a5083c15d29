// A time limit that is set anew with every step and hardly ever passes: the timer is touched only
// when it would ring too late, and looks at the limit when it rings. Included by listener.cpp
// alone.
#pragma once

#include "platform/server/http/task.h"

#include <functional>

namespace jiujin::server {

class Deadline {
public:
    // `passed` may be called while the deadline lives, once for each limit that passes.
    Deadline(const Executor& executor, std::function<void()> passed)
        : state_(std::make_shared<State>(executor, std::move(passed))) {}
    ~Deadline() { state_->timer.cancel(); }
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

    void set(std::chrono::seconds time) {
        state_->limit = Moment::clock::now() + time;
        if (state_->limit < state_->rings)
            wait(state_);
    }
    void lift() { state_->limit = never; }

private:
    using Moment = Timer::time_point;
    static constexpr Moment never = Moment::max();

    struct State {
        State(const Executor& executor, std::function<void()> call)
            : timer(executor), passed(std::move(call)) {}
        Timer timer;
        std::function<void()> passed;
        Moment limit = never, rings = never;
    };

    static void wait(const std::shared_ptr<State>& state) {
        state->rings = state->limit;
        state->timer.expires_at(state->rings);
        state->timer.async_wait(
            [weak = std::weak_ptr(state)](const boost::system::error_code& error) {
                if (const auto waiting = weak.lock(); waiting && !error)
                    ring(waiting);
            });
    }
    static void ring(const std::shared_ptr<State>& state) {
        state->rings = never;
        if (state->limit == never)
            return;
        if (state->limit > Moment::clock::now())
            return wait(state);
        state->limit = never;
        state->passed();
    }

    std::shared_ptr<State> state_;
};

} // namespace jiujin::server
