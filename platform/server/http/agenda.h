// Tasks for later. Most wait equally long and hardly any is ever due alone: one timer and one
// worker serve all that are due together. Included by listener.cpp alone.
#pragma once

#include "platform/server/http/task.h"
#include "platform/server/http/workers.h"

#include <map>
#include <mutex>

namespace jiujin::server {

class Agenda {
public:
    using Job = Workers::Job;

    // The workers must outlive the agenda.
    Agenda(asio::io_context& io, Workers& workers) : io_(io), timer_(io), workers_(workers) {}

    // From any thread. The task runs on a worker after the time, some milliseconds late.
    void add(std::chrono::milliseconds time, Job task) {
        const auto due = std::chrono::ceil<Grain>(Moment::clock::now() + time);
        {
            const std::lock_guard lock(mutex_);
            const auto place = tasks_.emplace(due, std::move(task));
            if (place != tasks_.begin())
                return;
        }
        asio::post(io_, [this] { wait(); });
    }

private:
    using Moment = Timer::time_point;
    using Grain = std::chrono::duration<std::int64_t, std::ratio<1, 200>>;

    // On the I/O thread, as is all that follows.
    void wait() {
        {
            const std::lock_guard lock(mutex_);
            if (tasks_.empty())
                return;
            timer_.expires_at(tasks_.begin()->first);
        }
        timer_.async_wait([this](const boost::system::error_code& error) {
            if (!error)
                begin();
        });
    }
    void begin() {
        std::vector<Job> due;
        {
            const std::lock_guard lock(mutex_);
            const auto end = tasks_.upper_bound(Moment::clock::now());
            for (auto task = tasks_.begin(); task != end; task = tasks_.erase(task))
                due.push_back(std::move(task->second));
        }
        if (!due.empty())
            workers_.post([all = std::move(due)] {
                for (const Job& task : all)
                    task();
            });
        wait();
    }

    asio::io_context& io_;
    Timer timer_;
    Workers& workers_;
    std::mutex mutex_;
    std::multimap<Moment, Job> tasks_;
};

} // namespace jiujin::server
