#include "daemon/http/connection.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/defer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/buffers_suffix.hpp>
#include <limits>
#include <span>
#include <utility>

namespace scand::daemon::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

// Read ahead of the parser, besides a header.
constexpr std::size_t kReadAheadBytes = 64 * 1024;

}  // namespace

Connection::Connection(ServerLoop& loop, Accepted& accepted, ConnectionBook::Verdict verdict)
    : loop_(loop),
      socket_(loop.loop()->context()),
      address_(accepted.address),
      verdict_(verdict),
      conversation_(loop, address_,
                    [this](AnswerQueue::Ticket ticket) {
                      return respond_once(loop_.loop(), weak_from_this(), ticket,
                                          loop_.parts().counters);
                    }),
      read_deadline_(*loop.loop(), loop.parts().clock,
                     [this] { guarded([this] { on_read_late(); }); }),
      write_deadline_(*loop.loop(), loop.parts().clock,
                      [this] {
                        count(counters().timeouts_write);
                        close();
                      }),
      changed_(loop.loop()->context(), asio::steady_timer::time_point::max()),
      buffer_(limits().header_bytes + kReadAheadBytes) {
  socket_.assign(accepted.ipv6 ? tcp::v6() : tcp::v4(), accepted.descriptor);
  accepted.descriptor = -1;
  error_code ignored;  // answers leave in one write; waiting for more would only delay them
  socket_.set_option(tcp::no_delay(true), ignored);
  socket_.non_blocking(true);
  count(counters().connections_open);
}

void Connection::start() {
  guarded([this] {
    if (verdict_ != ConnectionBook::Verdict::accepted || loop_.draining()) {
      conversation_.turn_away(
          loop_.parts().busy(verdict_ == ConnectionBook::Verdict::full_for_address
                                 ? "too many connections from this address"
                                 : "too many connections"));
      flush_soon();
    }
    const auto self = shared_from_this();
    asio::co_spawn(
        socket_.get_executor(), [self] { return self->run(); },
        [self](const std::exception_ptr& thrown) {
          self->guarded([&] {
            if (thrown) std::rethrow_exception(thrown);
          });
        });
  });
}

void Connection::take_answer(AnswerQueue::Ticket ticket, const Response* response) {
  if (closed_) return count(counters().answers_unwanted);
  guarded([&] {
    if (conversation_.answer(ticket, response)) return flush_soon();
    count(counters().answers_unwanted);
  });
}

// Writes after the present piece of work, so that the answers to pipelined requests leave together.
void Connection::flush_soon() {
  if (writing_ || std::exchange(flush_deferred_, true)) return;
  asio::defer(socket_.get_executor(), [self = shared_from_this()] {
    self->flush_deferred_ = false;
    self->guarded([&] { self->flush(); });
  });
}

void Connection::flush() {
  if (writing_) return;
  const auto& pieces = conversation_.queue().next_batch();
  if (pieces.empty()) return;
  batch_.clear();
  for (const auto piece : pieces)
    batch_.emplace_back(piece.data(), piece.size());
  // Most answers fit into the kernel's buffer. Only the others need an operation that waits.
  using Buffers = std::span<const asio::const_buffer>;
  error_code written;
  beast::buffers_suffix<Buffers> rest{Buffers(batch_)};
  const auto now = socket_.write_some(Buffers(batch_), written);
  count(counters().bytes_sent, now);
  rest.consume(now);
  if (written == asio::error::would_block) written = {};
  if (written || beast::buffer_bytes(rest) == 0) return on_written(written);

  writing_ = true;
  write_deadline_.set(timeouts().write);
  // Asio's default writes at most 64 KiB in one system call.
  const auto until_all = [](const error_code& error, std::size_t) {
    return error ? std::size_t{0} : std::numeric_limits<std::size_t>::max();
  };
  asio::async_write(socket_, rest, until_all,
                    [self = shared_from_this()](const error_code& error, std::size_t bytes) {
                      count(self->counters().bytes_sent, bytes);
                      self->guarded([&] { self->on_written(error); });
                    });
}

void Connection::on_written(const error_code& error) {
  writing_ = false;
  write_deadline_.clear();
  if (error) return broken();
  if (conversation_.queue().written()) {
    conversation_.end_soon();
    return finish();
  }
  changed_.cancel();
  if (!conversation_.queue().empty()) return flush();
  if (conversation_.last_seen()) return finish();
  if (phase_ == Phase::first_byte) expect(phase_);
}

// A deadline begins with its phase; bytes that trickle in do not move it.
void Connection::expect(Phase phase) {
  phase_ = phase;
  switch (phase) {
    case Phase::nothing:
      return read_deadline_.clear();
    case Phase::first_byte:
      // A peer that waits for answers need not send. The handler has deadlines of its own.
      if (!conversation_.queue().empty()) return read_deadline_.clear();
      return read_deadline_.set(conversation_.begun() ? timeouts().idle : timeouts().first_byte);
    case Phase::header:
      return read_deadline_.set(timeouts().header);
    case Phase::body:
      return read_deadline_.set(timeouts().body);
    case Phase::linger:
      return read_deadline_.set(timeouts().linger);
  }
}

void Connection::on_read_late() {
  const bool header = phase_ == Phase::header;
  if (header || phase_ == Phase::body) {
    count(header ? counters().timeouts_header : counters().timeouts_body);
    expect(Phase::nothing);
    conversation_.refuse(
        {408, header ? "the header did not arrive in time" : "the body did not arrive in time"});
    return flush_soon();
  }
  if (phase_ == Phase::first_byte)
    count(conversation_.begun() ? counters().timeouts_idle : counters().timeouts_first_byte);
  close();
}

void Connection::drain() {
  guarded([this] {
    if (conversation_.queue().empty() && phase_ != Phase::linger) return close();
    conversation_.end_soon();
    changed_.cancel();
  });
}

// All answers have left.
void Connection::finish() {
  if (closed_ || phase_ == Phase::linger) return;
  const bool unread =
      conversation_.cut_short() || (buffer_.size() > 0 && !conversation_.input_ended());
  if (!unread) return close();
  error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
  expect(Phase::linger);
  changed_.cancel();
}

void Connection::broken() {
  if (!conversation_.queue().empty() || phase_ == Phase::header || phase_ == Phase::body)
    count(counters().connections_broken);
  close();
}

void Connection::close() {
  if (std::exchange(closed_, true)) return;
  conversation_.end_soon();
  read_deadline_.clear();
  write_deadline_.clear();
  error_code ignored;
  socket_.close(ignored);
  changed_.cancel();
  uncount(counters().connections_open);
  loop_.parts().book.leave(address_, verdict_);
  loop_.forget(*this);
}

}  // namespace scand::daemon::http
