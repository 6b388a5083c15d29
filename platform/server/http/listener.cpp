#include "platform/server/http/listener.h"

#include "platform/server/http/agenda.h"
#include "platform/server/http/connection.h"
#include "platform/server/http/local_connection.h"

#include <csignal>
#include <set>

namespace jiujin::server {

namespace {

constexpr std::chrono::milliseconds acceptPause{100};
// So many above the limit are told so; the others wait in the kernel's queue.
constexpr std::size_t toldConnections = 64;

class AsioListener : public Listener {
public:
    AsioListener(const ListenerSettings& settings, std::shared_ptr<SSL_CTX> tls,
                 const seal::Certificate& root, const Clock& clock)
        : shared_(settings, std::move(tls), root, clock),
          acceptor_(io_),
          local_(io_),
          signals_(io_, SIGTERM, SIGINT),
          patience_(io_),
          agenda_(io_, shared_.workers) {}

    Result<void> listen();
    std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }
    std::uint16_t localPort() const override {
        return local_.is_open() ? local_.local_endpoint().port() : std::uint16_t{0};
    }
    Metrics& metrics() override { return shared_.metrics; }
    void later(std::chrono::milliseconds time, std::function<void()> task) override;
    void serve(Handler& handler) override;

private:
    static Result<void> open(Acceptor& acceptor, const std::string& address, std::uint16_t port);
    Task<void> acceptAll();
    Task<void> acceptLocal();
    Task<void> attend(std::shared_ptr<Connection> connection);
    void drain();

    // io_ ends first: a connection that hangs in it to the end still counts itself out of shared_.
    Shared shared_;
    asio::io_context io_{1};
    Acceptor acceptor_, local_;
    asio::signal_set signals_;
    Timer patience_;
    Agenda agenda_;
    std::set<std::shared_ptr<Connection>> connections_;
};

Result<void> AsioListener::open(Acceptor& acceptor, const std::string& place, std::uint16_t port) {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(place, error);
    if (error)
        return Error(ErrorCode::ProgramStart, place + " is no IP address");
    const Tcp::endpoint endpoint(address, port);
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(Acceptor::reuse_address(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(Acceptor::max_listen_connections, error);
    if (error)
        return Error(ErrorCode::ProgramStart, "cannot listen on " + place + ":" +
                                                  std::to_string(port) + ": " + error.message());
    return {};
}

Result<void> AsioListener::listen() {
    const ListenerSettings& settings = shared_.settings;
    JIUJIN_TRY(open(acceptor_, settings.address, settings.port));
    if (settings.localPort) {
        JIUJIN_TRY(open(local_, "127.0.0.1", *settings.localPort));
    }
    shared_.metrics.watch("jiujin_connections", "Connections of terminals that are open.",
                          [this] { return static_cast<double>(connections_.size()); });
    return {};
}

Task<void> AsioListener::acceptAll() {
    while (!shared_.draining) {
        auto [error, socket] = co_await acceptor_.async_accept(noThrow);
        if (error == asio::error::operation_aborted)
            co_return;
        const std::size_t most = shared_.settings.maxConnections;
        if (error || connections_.size() >= most + toldConnections) {
            // Out of descriptors, or full: the queue of the kernel waits with us.
            Timer pause(io_, acceptPause);
            co_await pause.async_wait(noThrow);
            continue;
        }
        boost::system::error_code ignored;
        socket.set_option(Tcp::no_delay(true), ignored);
        auto connection =
            std::make_shared<Connection>(std::move(socket), shared_, connections_.size() >= most);
        connections_.insert(connection);
        asio::co_spawn(io_, attend(std::move(connection)), asio::detached);
    }
}

Task<void> AsioListener::acceptLocal() {
    while (!shared_.draining) {
        auto [error, socket] = co_await local_.async_accept(noThrow);
        if (error == asio::error::operation_aborted)
            co_return;
        if (error) {
            Timer pause(io_, acceptPause);
            co_await pause.async_wait(noThrow);
            continue;
        }
        if (shared_.localConnections < maxLocalConnections)
            asio::co_spawn(io_, serveLocally(std::move(socket), shared_), asio::detached);
    }
}

Task<void> AsioListener::attend(std::shared_ptr<Connection> connection) {
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
    auto traced = [trace = TraceScope::current(), run = std::move(task)] {
        const TraceScope scope(trace);
        run();
    };
    agenda_.add(time, std::move(traced));
}

void AsioListener::drain() {
    shared_.draining = true;
    shared_.workers.post([this] { shared_.handler->drain(); });
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    local_.close(ignored);
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
    if (local_.is_open())
        asio::co_spawn(io_, acceptLocal(), asio::detached);
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
