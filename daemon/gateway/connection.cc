#include "daemon/gateway/connection.h"

#include <exception>
#include <utility>

namespace scand::daemon::gateway {

Connection::Connection(ConnectionLoop& loop, StreamSocket socket, const std::string& address,
                       ConnectionBook::Door door)
    : loop_(loop),
      socket_(std::move(socket)),
      address_(address),
      door_(door),
      talk_(loop, address, [this](AnswerQueue::Ticket ticket) {
        return respond_once(loop_.loop(), weak_from_this(), ticket, loop_.parts().counters);
      }) {
  count(loop_.counters().connections_open);
}

// An exception here is a mistake of ours or want of memory: it costs this connection.
template <class Work>
void Connection::guarded(Work work) {
  try {
    if (!closed_) work();
  } catch (const std::exception&) {
    count(loop_.counters().faults);
    close();
  }
}

void Connection::start() {
  guarded([this] { settle(); });
}

void Connection::turn_away(const Response& response) {
  guarded([&] {
    talk_.turn_away(response);
    turn({});
  });
}

void Connection::drain() {
  guarded([this] {
    if (talk_.queue().empty() && !lingering_) return close();
    talk_.end_soon();
    turn({});
  });
}

void Connection::timed_out(Wait waited) {
  auto& counters = loop_.counters();
  guarded([&] {
    wait = Wait::none;
    switch (waited) {
      case Wait::header:
        count(counters.timeouts_header);
        talk_.time_out("header");
        return turn({});
      case Wait::body:
        count(counters.timeouts_body);
        talk_.time_out("body");
        return turn({});
      case Wait::first_byte:
        count(counters.timeouts_first_byte);
        break;
      case Wait::idle:
        count(counters.timeouts_idle);
        break;
      case Wait::write:
        count(counters.timeouts_write);
        break;
      case Wait::none:
      case Wait::linger:
        break;
    }
    close();
  });
}

void Connection::close() {
  if (closed_) return;
  closed_ = true;
  socket_.close();
  uncount(loop_.counters().connections_open);
  loop_.parts().book.leave(address_, door_);
  loop_.forget(*this);
}

void Connection::broken() {
  if (!talk_.queue().empty() || talk_.reading()) count(loop_.counters().connections_broken);
  close();
}

void Connection::on_readable() {
  waits_readable_ = false;
  guarded([this] { receive(); });
}

void Connection::on_writable() {
  waits_writable_ = false;
  guarded([this] { turn({}); });
}

void Connection::take_answer(AnswerQueue::Ticket ticket, Response response) {
  if (closed_) return count(loop_.counters().answers_unwanted);
  guarded([&] {
    if (talk_.answer(ticket, response)) return turn({});
    count(loop_.counters().answers_unwanted);
  });
}

void Connection::receive() {
  auto& buffer = loop_.read_buffer();
  const auto got = socket_.read(buffer);
  switch (got.state) {
    case StreamSocket::State::broken:
      return broken();
    case StreamSocket::State::blocked:
      return settle();
    case StreamSocket::State::ended:
      if (lingering_) return close();
      talk_.end_input();
      return turn({});
    case StreamSocket::State::done:
      break;
  }
  count(loop_.counters().bytes_received, got.bytes);
  if (lingering_) return settle();
  turn({buffer.data(), got.bytes});
}

// Reads on in what is there and writes what is ready, until neither goes on; then waits.
void Connection::turn(std::string_view fresh) {
  if (in_turn_) return;  // an answer came while its request was being handed on: sent below
  in_turn_ = true;
  do {
    talk_.read(std::exchange(fresh, {}));
  } while (!closed_ && send() && !talk_.last_seen());
  in_turn_ = false;
  if (!closed_) settle();
}

// True when an answer has left, so that there may be room for another request.
bool Connection::send() {
  const auto answers_before = answers_;
  auto& queue = talk_.queue();
  write_blocked_ = false;
  while (queue.has_writable()) {
    const auto written = socket_.write(queue.writable(StreamSocket::kPiecesMax));
    if (written.state == StreamSocket::State::blocked) {
      write_blocked_ = true;
      break;
    }
    if (written.state != StreamSocket::State::done) {
      broken();
      return false;
    }
    count(loop_.counters().bytes_sent, written.bytes);
    const auto sent = queue.sent(written.bytes);
    answers_ += sent.answers;
    if (sent.closes) {
      talk_.end_soon();
      finish();
      return false;
    }
  }
  return answers_ != answers_before;
}

// To close while the peer still sends would throw away what it has not read yet: so our side ends,
// and what comes is read and dropped for a while.
void Connection::finish() {
  if (!talk_.cut_short()) return close();
  socket_.end_sending();
  lingering_ = true;
}

void Connection::settle() {
  if (talk_.last_seen() && talk_.queue().empty() && !lingering_) finish();
  if (closed_) return;
  if ((lingering_ || talk_.wants_more()) && !waits_readable_) {
    waits_readable_ = true;
    socket_.wait_readable(shared_from_this());
  }
  if (write_blocked_ && !waits_writable_) {
    waits_writable_ = true;
    socket_.wait_writable(shared_from_this());
  }
  settle_wait();
}

// A wait begins once; it is not begun anew by each byte that comes or goes.
void Connection::settle_wait() {
  const auto wanted = lingering_ ? Wait::linger : write_blocked_ ? Wait::write : talk_.waits_for();
  const auto of = wanted == Wait::write ? answers_ : talk_.requests();
  if (wanted == wait && of == wait_of_) return;
  wait_of_ = of;
  loop_.set_wait(*this, wanted);
}

}  // namespace scand::daemon::gateway
