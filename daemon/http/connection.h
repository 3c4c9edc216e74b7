#pragma once
// One client's connection. Boost.Beast reads its requests and Asio writes its answers; a client
// that stalls loses this connection and nothing else.
//
// Every wait and every size has a bound: the parser limits header and body; the buffer limits what
// is read ahead, a chunk's size line and the trailer included; deadlines limit each wait for the
// peer (deadline.h); and when the answer queue is full, nothing is read.
//
// Reading is one coroutine, read_requests(). It owns the socket's input and the buffer between two
// requests, so a WebSocket or a stream of events would begin there: it can hand both on and return.
//
// This header pulls in Asio and Beast: only the sources of this class and its loop include it.

// clang-format off: Asio's awaitable.hpp uses std::exchange and does not include its header.
#include <utility>
// clang-format on
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/http/connection_book.h"
#include "daemon/http/conversation.h"
#include "daemon/http/deadline.h"
#include "daemon/http/listener.h"
#include "daemon/http/respond_once.h"
#include "daemon/http/server_loop.h"

namespace scand::daemon::http {

// Its loop keeps it until it closes, and closes it before the loop's own end. On the loop's thread
// only.
class Connection final : public AnswerTaker, public std::enable_shared_from_this<Connection> {
 public:
  // Takes over the accepted socket. Throws when the kernel has no memory.
  Connection(ServerLoop& loop, Accepted& accepted, ConnectionBook::Verdict verdict);

  // Serves the client, or answers why not, as `verdict` says.
  void start();
  // Takes no new request; ends when it has answered.
  void drain();
  void close();
  void take_answer(AnswerQueue::Ticket ticket, const Response* response) override;

 private:
  // The loop's own executor: Asio's default, which can be any, costs several per cent of a request.
  using Executor = boost::asio::io_context::executor_type;
  using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
  using Coroutine = boost::asio::awaitable<void, Executor>;
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  // What the peer is expected to send.
  enum class Phase : std::uint8_t { nothing, first_byte, header, body, linger };

  template <class Work>
  void guarded(Work work);

  // Reading: connection_read.cc.
  Coroutine run();
  Coroutine read_requests();
  Coroutine drop_input();
  Coroutine changed();
  bool skip_empty_lines();
  void start_parser();
  void count_received(std::size_t parsed, std::size_t buffered_before);
  [[nodiscard]] Fault check_sizes(std::size_t header_bytes) const;
  Fault take_header(Conversation::Incoming& incoming, std::size_t header_bytes);
  void on_read_failed(const boost::system::error_code& error);
  void refuse(const Fault& fault);

  // Writing.
  void flush_soon();
  void flush();
  void on_written(const boost::system::error_code& error);

  // Waiting and ending.
  void expect(Phase phase);
  void on_read_late();
  void finish();
  void broken();

  [[nodiscard]] const Limits& limits() const { return loop_.parts().options.limits; }
  [[nodiscard]] const Timeouts& timeouts() const { return loop_.parts().options.timeouts; }
  [[nodiscard]] Counters& counters() { return loop_.counters(); }

  ServerLoop& loop_;
  Socket socket_;
  const std::string address_;
  const ConnectionBook::Verdict verdict_;
  Conversation conversation_;
  Deadline read_deadline_;
  Deadline write_deadline_;
  boost::asio::steady_timer changed_;  // never rings; its cancellation wakes changed()

  boost::beast::flat_buffer buffer_;  // received and not yet parsed
  std::optional<Parser> parser_;
  std::vector<boost::asio::const_buffer> batch_;  // what is being written
  Phase phase_ = Phase::nothing;
  bool writing_ = false;
  bool flush_deferred_ = false;
  bool closed_ = false;
};

// An exception here is a bug of ours or lack of memory. It costs this connection alone.
template <class Work>
void Connection::guarded(Work work) {
  const auto self = shared_from_this();
  try {
    if (!closed_) work();
  } catch (const std::exception&) {
    count(counters().faults);
    close();
  }
}

}  // namespace scand::daemon::http
