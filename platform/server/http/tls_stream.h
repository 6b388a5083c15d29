// TLS over a socket's descriptor with OpenSSL itself. asio::ssl keeps a pair of buffers for each
// connection, three times the memory of an idle one (facts measured: 92 KiB against 28). What the
// socket can do at once is done at once: only a wait for it goes through the loop.
// Included by listener.cpp alone.
#pragma once

#include "platform/server/http/task.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <string_view>

namespace jiujin::server {

class TlsStream {
public:
    struct Moved {
        bool ok = false;
        std::size_t count = 0; // bytes, more than none when it is ok
    };

    TlsStream(Socket socket, SSL_CTX* context)
        : socket_(std::move(socket)), ssl_(SSL_new(context), &SSL_free) {
        socket_.native_non_blocking(true);
        SSL_set_fd(ssl_.get(), static_cast<int>(socket_.native_handle()));
        SSL_set_accept_state(ssl_.get());
    }

    Executor executor() { return socket_.get_executor(); }
    Socket& socket() { return socket_; }
    SSL* ssl() const { return ssl_.get(); }

    Task<Moved> handshake() {
        return run([](SSL* ssl) { return SSL_do_handshake(ssl); });
    }

    // Waits for bytes without a place to put them: one that is idle keeps none.
    Task<bool> readable() {
        if (SSL_has_pending(ssl_.get()) == 1)
            co_return true;
        const auto [error] = co_await socket_.async_wait(Socket::wait_read, noThrow);
        co_return !error;
    }

    // At most one record.
    Task<Moved> read(asio::mutable_buffer into) {
        return run([into](SSL* ssl) { return SSL_read(ssl, into.data(), clipped(into.size())); });
    }

    // All of it. What stands in one text goes out in one record when it fits: half the work of two.
    Task<bool> write(std::string_view text) {
        while (true) {
            const auto step = [text](SSL* ssl) {
                return SSL_write(ssl, text.data(), clipped(text.size()));
            };
            const Moved moved = co_await run(step);
            text.remove_prefix(moved.count);
            if (!moved.ok || text.empty())
                co_return moved.ok;
            co_await turn();
        }
    }

    // Lets the others go on first.
    Task<void> turn() { return asio::post(executor(), resumed); }

private:
    static int clipped(std::size_t size) {
        return static_cast<int>(std::min<std::size_t>(size, 1UL << 30U));
    }

    // Repeats `step` until it needs no more of the socket.
    template <typename Step>
    Task<Moved> run(Step step) {
        while (true) {
            ERR_clear_error();
            const int count = step(ssl_.get());
            if (count > 0)
                co_return Moved{true, static_cast<std::size_t>(count)};
            const int why = SSL_get_error(ssl_.get(), count);
            if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE)
                co_return Moved{};
            const auto until = why == SSL_ERROR_WANT_READ ? Socket::wait_read : Socket::wait_write;
            const auto [error] = co_await socket_.async_wait(until, noThrow);
            if (error)
                co_return Moved{};
        }
    }

    Socket socket_;
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
};

} // namespace jiujin::server
