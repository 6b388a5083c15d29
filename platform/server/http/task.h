// Coroutines, sockets and timers of the one I/O thread, which name its executor: one that could be
// any costs time and memory with every step. Included by listener.cpp alone.
#pragma once

#include <boost/asio.hpp>

namespace jiujin::server {

namespace asio = boost::asio;

using Executor = asio::io_context::executor_type;
template <typename T>
using Task = asio::awaitable<T, Executor>;
using Resumed = asio::use_awaitable_t<Executor>;
using Tcp = asio::ip::tcp;
using Socket = asio::basic_stream_socket<Tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<Tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;

inline constexpr Resumed resumed;
inline constexpr asio::as_tuple_t<Resumed> noThrow{resumed};

// In coroutines, co_await stands alone in its statement and its arguments have names: GCC 12
// destroys temporaries of conditions and of calls around a co_await twice.

} // namespace jiujin::server
