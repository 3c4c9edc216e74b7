// Tested by tests/unit/daemon/http/server_test.cc
#include "daemon/http/server_loop.h"

#include <exception>
#include <fmt/format.h>
#include <utility>

#include "daemon/http/connection.h"
#include "daemon/http/date.h"

namespace scand::daemon::http {

Response ServerParts::busy(const std::string& detail) const {
  auto response = handler.refusal(503, detail);
  response.headers.insert(response.headers.begin(),
                          {"Retry-After", fmt::format("{}", options.retry_after.count())});
  return response;
}

ServerLoop::ServerLoop(ServerParts& parts, std::string thread_name)
    : parts_(parts),
      loop_(std::make_shared<EventLoop>(
          std::move(thread_name),
          [counters = parts.counters](std::string_view) { count(counters->faults); })) {}

ServerLoop::~ServerLoop() {
  stop();
  ended_ = true;
  for (const auto& connection : all_connections())
    connection->close();
  // The loop itself may outlive this, kept by requests that the handler still has.
  loop_->run_down();
}

void ServerLoop::start() {
  loop_->beat_every(base::kIdleTurn, [this] { turned_.set(parts_.clock.mono()); });
  loop_->start();
}

void ServerLoop::adopt(Accepted& accepted, ConnectionBook::Verdict verdict) {
  if (ended_) return parts_.book.leave(accepted.address, verdict);
  std::shared_ptr<Connection> connection;
  try {
    connection = std::make_shared<Connection>(*this, accepted, verdict);
  } catch (const std::exception&) {  // no memory, in the kernel or here
    count(counters().accept_failures);
    return parts_.book.leave(accepted.address, verdict);
  }
  connections_.emplace(connection.get(), connection);
  connection->start();
}

std::vector<std::shared_ptr<Connection>> ServerLoop::all_connections() const {
  std::vector<std::shared_ptr<Connection>> all;
  all.reserve(connections_.size());
  for (const auto& [key, connection] : connections_)
    all.push_back(connection);
  return all;
}

void ServerLoop::drain() {
  draining_ = true;
  for (const auto& connection : all_connections())
    connection->drain();
}

std::string_view ServerLoop::date() {
  const auto second = base::unix_ms(parts_.clock.wall()) / 1000;
  if (second != date_second_) {
    date_second_ = second;
    date_ = http_date(second);
  }
  return date_;
}

}  // namespace scand::daemon::http
