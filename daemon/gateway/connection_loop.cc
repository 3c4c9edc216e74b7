#include "daemon/gateway/connection_loop.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <fmt/format.h>
#include <utility>

#include "daemon/gateway/connection.h"
#include "daemon/gateway/http_date.h"
#include "daemon/gateway/problem.h"

namespace scand::daemon::gateway {
namespace {

// One for all connections of a loop: an idle one keeps none of its own.
constexpr std::size_t kReadBytes = 64 * 1024;
constexpr std::chrono::seconds kTurnEvery{1};  // at least, so that one that hangs is seen

}  // namespace

ConnectionLoop::ConnectionLoop(ServerParts& parts, std::string thread_name,
                               std::shared_ptr<const TokenTable> tokens)
    : parts_(parts),
      tokens_(std::move(tokens)),
      loop_(std::make_shared<EventLoop>(
          std::move(thread_name),
          [counters = parts.counters](std::string_view) { count(counters->faults); })),
      deadlines_(parts.options.timeouts),
      read_buffer_(kReadBytes) {}

ConnectionLoop::~ConnectionLoop() {
  stop();
  abort();
}

void ConnectionLoop::adopt(Accepted& accepted, ConnectionBook::Door door) {
  std::shared_ptr<Connection> connection;
  try {
    StreamSocket socket(*loop_, std::exchange(accepted.descriptor, -1), accepted.ipv6);
    connection = std::make_shared<Connection>(*this, std::move(socket), accepted.address, door);
  } catch (const std::exception&) {  // no memory, in the kernel or here
    count(counters().accept_failures);
    return parts_.book.leave(accepted.address, door);
  }
  connections_.emplace(connection.get(), connection);
  if (door == ConnectionBook::Door::open && !draining_) return connection->start();
  connection->turn_away(
      problem_response(status_problem(503, door == ConnectionBook::Door::full_for_address
                                               ? "too many connections from this address"
                                               : "too many connections"),
                       {{"Retry-After", fmt::format("{}", parts_.options.retry_after.count())}}));
}

std::vector<std::shared_ptr<Connection>> ConnectionLoop::everybody() const {
  std::vector<std::shared_ptr<Connection>> all;
  all.reserve(connections_.size());
  for (const auto& [key, connection] : connections_)
    all.push_back(connection);
  return all;
}

void ConnectionLoop::drain() {
  draining_ = true;
  for (const auto& connection : everybody())
    connection->drain();
}

void ConnectionLoop::abort() {
  for (const auto& connection : everybody())
    connection->close();
}

std::string_view ConnectionLoop::date() {
  const auto second = base::unix_ms(parts_.clock.wall()) / 1000;
  if (second != date_second_) {
    date_second_ = second;
    date_ = http_date(second);
  }
  return date_;
}

void ConnectionLoop::set_wait(Connection& connection, Wait wait) {
  const auto now = parts_.clock.mono();
  deadlines_.set(connection, wait, now);
  if (connection.due < timer_due_ && wait != Wait::none) arm_timer(now);
}

void ConnectionLoop::start() {
  arm_timer(parts_.clock.mono());
  loop_->start();
}

// The timer stands at the earliest end there was when it was set; it rings too early rather than
// being moved for each request.
void ConnectionLoop::arm_timer(base::MonoTime now) {
  last_turn_ns_ = now.time_since_epoch().count();
  timer_due_ = std::min(deadlines_.next().value_or(base::MonoTime::max()), now + kTurnEvery);
  loop_->set_timer(std::max(timer_due_ - now, base::Nanos(std::chrono::milliseconds(1))),
                   [this] { expire(); });
}

void ConnectionLoop::expire() {
  const auto now = parts_.clock.mono();
  while (auto* const entry = deadlines_.take_due(now)) {
    const auto connection = connections_.at(static_cast<Connection*>(entry));
    connection->timed_out(entry->wait);
  }
  arm_timer(now);
}

void ConnectionLoop::forget(Connection& connection) {
  deadlines_.clear(connection);
  connections_.erase(&connection);
}

}  // namespace scand::daemon::gateway
