// The coroutine of a Connection that reads its requests.
// clang-format off: connection.h goes first, because it includes what Asio's awaitable.hpp lacks.
#include "daemon/http/connection.h"
// clang-format on
#include <boost/asio/read.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/read.hpp>
#include <iterator>
#include <string_view>
#include <utility>

#include "daemon/http/ascii.h"
#include "daemon/http/request_target.h"

namespace scand::daemon::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using ParserError = beast::http::error;

namespace {

// An idle connection keeps a buffer of this size. Most requests fit.
constexpr std::size_t kFirstReadBytes = 1024;
constexpr std::size_t kKeptBytesMax = 4096;
// "0\r\n\r\n", the shortest chunked body. Beast asserts that it sees this much of a last chunk.
constexpr std::size_t kLastChunkBytes = 5;

std::string_view view(beast::string_view text) {
  return {text.data(), text.size()};
}

std::string_view view(const beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.cdata().data()), buffer.size()};
}

// Lets a coroutine wait for an operation and keep its error.
auto into(error_code& error) {
  using Wait = asio::use_awaitable_t<asio::io_context::executor_type>;
  return asio::redirect_error(Wait(), error);
}

}  // namespace

Connection::Coroutine Connection::run() {
  co_await read_requests();
  co_await drop_input();
}

Connection::Coroutine Connection::read_requests() {
  error_code error;
  while (!conversation_.last_seen()) {
    if (conversation_.full()) {
      co_await changed();
      continue;
    }
    if (!skip_empty_lines()) {
      parser_.reset();  // an idle connection keeps no header
      expect(Phase::first_byte);
      const auto got =
          co_await socket_.async_read_some(buffer_.prepare(kFirstReadBytes), into(error));
      buffer_.commit(got);
      count(counters().bytes_received, got);
      if (error) co_return on_read_failed(error);
      continue;
    }
    // Most headers arrive complete. Only the others cost a deadline and a trip through the loop.
    start_parser();
    auto header_bytes = parser_->put(buffer_.data(), error);
    buffer_.consume(header_bytes);
    if (error == ParserError::need_more) {
      expect(Phase::header);
      const auto before = buffer_.size();
      const auto parsed =
          co_await beast::http::async_read_header(socket_, buffer_, *parser_, into(error));
      count_received(parsed, before);
      header_bytes += parsed;
    }
    if (error) co_return on_read_failed(error);
    if (conversation_.last_seen()) co_return;  // too late: 408, or the server stops

    Conversation::Incoming incoming;
    if (const auto fault = take_header(incoming, header_bytes)) co_return refuse(fault);
    if (!conversation_.admit(incoming)) {
      flush_soon();
      continue;
    }
    while (!conversation_.may_begin(incoming)) {
      co_await changed();
      if (conversation_.last_seen()) co_return;
    }
    if (incoming.framing.has_body) {
      if (incoming.framing.awaits_continue && buffer_.size() == 0) {
        conversation_.append_continue();
        flush_soon();
      }
      expect(Phase::body);
      if (parser_->chunked() && buffer_.size() < kLastChunkBytes) {
        const auto missing = buffer_.prepare(kLastChunkBytes - buffer_.size());
        const auto got = co_await asio::async_read(socket_, missing, into(error));
        buffer_.commit(got);
        count(counters().bytes_received, got);
      }
      if (!error) {
        const auto before = buffer_.size();
        const auto parsed =
            co_await beast::http::async_read(socket_, buffer_, *parser_, into(error));
        count_received(parsed, before);
      }
      if (error) co_return on_read_failed(error);
      if (conversation_.last_seen()) co_return;
      incoming.request.body = std::move(parser_->get().body());
      incoming.body_read = true;
    }
    if (!conversation_.dispatch(std::move(incoming))) flush_soon();
  }
}

// When a socket closes with unread input, TCP also discards the answers that the peer has not read.
// So finish() ends our side only, and for a while this reads and drops what the peer still sends.
Connection::Coroutine Connection::drop_input() {
  if (!closed_ && conversation_.queue().empty()) finish();
  while (!closed_ && phase_ != Phase::linger)
    co_await changed();
  buffer_.clear();
  error_code error;
  while (!closed_ && !error) {
    const auto got =
        co_await socket_.async_read_some(buffer_.prepare(kFirstReadBytes), into(error));
    count(counters().bytes_received, got);
  }
  close();
}

// Waits until answers have left, or the connection ends.
Connection::Coroutine Connection::changed() {
  if (phase_ != Phase::linger) expect(Phase::nothing);
  error_code cancelled;
  co_await changed_.async_wait(into(cancelled));
}

// Empty lines before a request are ignored (RFC 9112 section 2.2). False: more bytes are needed.
bool Connection::skip_empty_lines() {
  while (view(buffer_).starts_with("\r\n"))
    buffer_.consume(2);
  if (!view(buffer_).empty() && view(buffer_) != "\r") return true;
  if (buffer_.capacity() > kKeptBytesMax) buffer_.shrink_to_fit();
  return false;
}

void Connection::start_parser() {
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(limits().header_bytes));
  parser_->body_limit(limits().body_bytes);
}

// Beast reports the bytes it parsed; those it read ahead are in the buffer.
void Connection::count_received(std::size_t parsed, std::size_t buffered_before) {
  count(counters().bytes_received, parsed + buffer_.size() - buffered_before);
}

// Also of a header that is not complete: its fault may be its size.
Fault Connection::check_sizes(std::size_t header_bytes) const {
  const auto& message = parser_->get();
  const auto fields = static_cast<std::size_t>(std::distance(message.begin(), message.end()));
  return size_fault(message.target().size(), fields, header_bytes, limits());
}

Fault Connection::take_header(Conversation::Incoming& incoming, std::size_t header_bytes) {
  if (auto fault = check_sizes(header_bytes)) return fault;
  const auto& message = parser_->get();
  auto& [request, framing, answer_headers, body_read] = incoming;
  request.method = view(message.method_string());
  for (const auto& field : message)
    request.headers.emplace_back(lower_case(view(field.name_string())), view(field.value()));
  framing.http10 = message.version() == 10;
  framing.keep_alive = parser_->keep_alive();
  framing.has_body = !parser_->is_done();
  framing.sized = parser_->chunked() || parser_->content_length().has_value();
  if (auto fault = check_header(request, framing)) return fault;
  auto target = parse_target(view(message.target()));
  if (!target)
    return {400, "the URI is not a path, or has a percent sign without two hex digits behind it"};
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  return {};
}

// No further request can be read. Answers the peer if the fault is the peer's.
void Connection::on_read_failed(const error_code& error) {
  if (conversation_.last_seen()) return;  // answered already, or closed
  const bool ended = error == asio::error::eof || error == ParserError::end_of_stream ||
                     error == ParserError::partial_message;
  if (ended) conversation_.end_input();
  if (ended && phase_ == Phase::first_byte) return;  // between two requests
  if (!ended && error.category() != make_error_code(ParserError::end_of_stream).category())
    return broken();
  auto fault = check_sizes(0);
  if (!fault)
    fault = parse_fault(ended ? static_cast<int>(ParserError::partial_message) : error.value(),
                        view(buffer_), !parser_->get().target().empty(), limits());
  refuse(fault);
}

void Connection::refuse(const Fault& fault) {
  count(counters().requests_invalid);
  conversation_.refuse(fault);
  flush_soon();
}

}  // namespace scand::daemon::http
