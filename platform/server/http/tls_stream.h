// TLS over a socket's descriptor with OpenSSL itself. asio::ssl keeps a pair of buffers for each
// connection, three times the memory of an idle one (facts measured: 92 KiB against 28).
// Included by listener.cpp alone.
#pragma once

#include <boost/asio.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>

namespace jiujin::server {

class TlsStream {
public:
    using Socket = boost::asio::ip::tcp::socket;
    using executor_type = Socket::executor_type;

    TlsStream(Socket socket, SSL_CTX* context)
        : socket_(std::move(socket)), ssl_(SSL_new(context), &SSL_free) {
        socket_.native_non_blocking(true);
        SSL_set_fd(ssl_.get(), static_cast<int>(socket_.native_handle()));
        SSL_set_accept_state(ssl_.get());
    }

    executor_type get_executor() { return socket_.get_executor(); }
    Socket& socket() { return socket_; }
    SSL* ssl() const { return ssl_.get(); }

    template <typename Token>
    auto handshake(Token&& token) {
        return run([](SSL* ssl) { return SSL_do_handshake(ssl); }, std::forward<Token>(token));
    }

    template <typename Buffers, typename Token>
    auto async_read_some(const Buffers& buffers, Token&& token) {
        const boost::asio::mutable_buffer into = *boost::asio::buffer_sequence_begin(buffers);
        return run([into](SSL* ssl) { return SSL_read(ssl, into.data(), clipped(into.size())); },
                   std::forward<Token>(token));
    }

    // Header and body go out in one TLS record when they fit: half the work of two.
    template <typename Buffers, typename Token>
    auto async_write_some(const Buffers& buffers, Token&& token) {
        flat_.resize(std::min<std::size_t>(boost::asio::buffer_size(buffers), record));
        boost::asio::buffer_copy(boost::asio::buffer(flat_), buffers);
        return run([this](SSL* ssl) { return SSL_write(ssl, flat_.data(), clipped(flat_.size())); },
                   std::forward<Token>(token));
    }

private:
    static constexpr std::size_t record = 16UL * 1024;

    static int clipped(std::size_t size) {
        return static_cast<int>(std::min<std::size_t>(size, 1UL << 30U));
    }

    // Repeats `step` until it needs no more of the socket. Gives the count of bytes.
    template <typename Step, typename Token>
    auto run(Step step, Token&& token) {
        auto body = [this, step, posted = false](auto& self,
                                                 boost::system::error_code error = {}) mutable {
            if (error)
                return self.complete(error, 0);
            ERR_clear_error();
            const int count = step(ssl_.get());
            if (count > 0 && !posted) {
                // An operation must not complete inside its own start.
                posted = true;
                return boost::asio::post(socket_.get_executor(),
                                         [self = std::move(self), count]() mutable {
                                             self.complete({}, static_cast<std::size_t>(count));
                                         });
            }
            if (count > 0)
                return self.complete({}, static_cast<std::size_t>(count));
            posted = true;
            const int why = SSL_get_error(ssl_.get(), count);
            if (why == SSL_ERROR_WANT_READ)
                return socket_.async_wait(Socket::wait_read, std::move(self));
            if (why == SSL_ERROR_WANT_WRITE)
                return socket_.async_wait(Socket::wait_write, std::move(self));
            self.complete(why == SSL_ERROR_ZERO_RETURN
                              ? boost::system::error_code(boost::asio::error::eof)
                              : boost::system::error_code(boost::asio::error::connection_reset),
                          0);
        };
        return boost::asio::async_compose<Token, void(boost::system::error_code, std::size_t)>(
            std::move(body), token, socket_);
    }

    Socket socket_;
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
    std::vector<char> flat_;
};

} // namespace jiujin::server
