#include "platform/server/http/listener.h"

#include "platform/server/http/connection.h"

#include <csignal>
#include <set>

namespace jiujin::server {

namespace {

constexpr std::chrono::milliseconds acceptPause{100};

class AsioListener : public Listener {
public:
    AsioListener(const ListenerSettings& settings, std::shared_ptr<SSL_CTX> tls,
                 const seal::Certificate& root, const Clock& clock)
        : shared_(settings, std::move(tls), root, clock),
          acceptor_(io_),
          signals_(io_, SIGTERM, SIGINT),
          patience_(io_) {}

    Result<void> listen();
    std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }
    void later(std::chrono::milliseconds time, std::function<void()> task) override;
    void serve(Handler& handler) override;

private:
    asio::awaitable<void> acceptAll();
    asio::awaitable<void> attend(std::shared_ptr<Connection> connection);
    void drain();

    // The workers of shared_ end before io_, which their answers go to.
    asio::io_context io_{1};
    Shared shared_;
    tcp::acceptor acceptor_;
    asio::signal_set signals_;
    asio::steady_timer patience_;
    std::set<std::shared_ptr<Connection>> connections_;
};

Result<void> AsioListener::listen() {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(shared_.settings.address, error);
    if (error)
        return Error(ErrorCode::ProgramStart, shared_.settings.address + " is no IP address");
    const tcp::endpoint endpoint(address, shared_.settings.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error)
        acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        acceptor_.bind(endpoint, error);
    if (!error)
        acceptor_.listen(tcp::acceptor::max_listen_connections, error);
    if (error)
        return Error(ErrorCode::ProgramStart, "cannot listen on " + shared_.settings.address + ":" +
                                                  std::to_string(shared_.settings.port) + ": " +
                                                  error.message());
    return {};
}

asio::awaitable<void> AsioListener::acceptAll() {
    while (!shared_.draining) {
        auto [error, socket] = co_await acceptor_.async_accept(noThrow);
        if (error == asio::error::operation_aborted)
            co_return;
        if (error || connections_.size() >= shared_.settings.maxConnections) {
            // Out of descriptors, or full: the queue of the kernel waits with us.
            asio::steady_timer pause(io_, acceptPause);
            co_await pause.async_wait(noThrow);
            continue;
        }
        boost::system::error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        asio::co_spawn(io_, attend(std::make_shared<Connection>(std::move(socket), shared_)),
                       asio::detached);
    }
}

asio::awaitable<void> AsioListener::attend(std::shared_ptr<Connection> connection) {
    connections_.insert(connection);
    try {
        co_await connection->run();
    } catch (const std::exception&) {
        // Out of memory for one request is no reason to drop the others.
        logEvent(Event::ConnectionRefused, {{"code", ErrorCode::PlatformBusy}});
    }
    connections_.erase(connection);
    if (shared_.draining && connections_.empty())
        io_.stop(); // timers of tasks for later would keep it going
}

void AsioListener::later(std::chrono::milliseconds time, std::function<void()> task) {
    // The timer is made on the I/O thread: whoever calls comes from another.
    asio::post(io_, [this, time, run = std::move(task)]() mutable {
        const auto timer = std::make_shared<asio::steady_timer>(io_, time);
        timer->async_wait(
            [this, timer, run = std::move(run)](const boost::system::error_code& error) mutable {
                if (!error)
                    asio::post(shared_.workers, std::move(run));
            });
    });
}

void AsioListener::drain() {
    shared_.draining = true;
    asio::post(shared_.workers, [this] { shared_.handler->drain(); });
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    for (const auto& connection : connections_)
        connection->drain();
    if (connections_.empty())
        return io_.stop();
    patience_.expires_after(shared_.settings.drainTime);
    patience_.async_wait([this](const boost::system::error_code& error) {
        if (!error)
            io_.stop();
    });
}

void AsioListener::serve(Handler& handler) {
    shared_.handler = &handler;
    signals_.async_wait([this](const boost::system::error_code& error, int) {
        if (!error)
            drain();
    });
    asio::co_spawn(io_, acceptAll(), asio::detached);
    io_.run();
    // Whoever still holds an answer's callback finds the I/O thread gone, and nothing else.
    shared_.workers.join();
}

} // namespace

Result<std::unique_ptr<Listener>> openListener(const ListenerSettings& settings,
                                               const seal::Certificate& certificate,
                                               const seal::PrivateKey& key,
                                               const seal::Certificate& root, const Clock& clock) {
    JIUJIN_TRY(seal::verifyLeaf(certificate, root, seal::Role::Server, clock.wall().time));
    JIUJIN_TRY_ASSIGN(auto tls, makeTlsContext(certificate, key, root));
    auto listener = std::make_unique<AsioListener>(settings, std::move(tls), root, clock);
    JIUJIN_TRY(listener->listen());
    return std::unique_ptr<Listener>(std::move(listener));
}

} // namespace jiujin::server
