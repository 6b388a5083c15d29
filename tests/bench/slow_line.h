// A line between a terminal and a platform on this machine: so many bytes a second in each
// direction, whatever the number of connections, and so long on the way. What a sender has in
// advance waits in a short queue, and then with the sender. TCP ends on both sides of it: the time
// that its own start takes on a real line is not seen here.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace jiujin::bench {

class SlowLine {
public:
    struct Shape {
        double bytesPerSecond = 125'000; // 1 Mbit/s
        std::chrono::milliseconds oneWay{150};
    };
    // From a free port of 127.0.0.1 to that one.
    SlowLine(const std::string& platformPort, Shape shape);
    ~SlowLine();
    SlowLine(const SlowLine&) = delete;
    SlowLine& operator=(const SlowLine&) = delete;

    std::string url() const { return "https://localhost:" + std::to_string(port_); }

private:
    using Time = std::chrono::steady_clock::time_point;
    struct Way;
    void run();
    void accept();
    void take(Way& way, Time& free) const;

    const Shape shape_;
    const int platformPort_, listening_;
    int port_ = 0;
    std::vector<std::unique_ptr<Way>> up_, down_; // the same connections
    Time upFree_, downFree_;                      // when the last byte will have left
    std::atomic<bool> ending_ = false;
    std::thread thread_;
};

} // namespace jiujin::bench
