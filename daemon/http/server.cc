#include "daemon/http/server.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>
#include <vector>

#include "daemon/http/listener.h"
#include "daemon/http/server_loop.h"

namespace scand::daemon::http {

using Verdict = ConnectionBook::Verdict;

struct Server::Impl {
  Impl(const ServerOptions& options, Handler& handler, const base::Clock& clock)
      : parts(options, handler, clock) {}

  void accept(std::shared_ptr<Accepted> accepted);

  ServerParts parts;
  std::vector<std::unique_ptr<ServerLoop>> loops;  // the first one accepts
  std::unique_ptr<Listener> listener;
  std::uint16_t port = 0;
  std::size_t next_loop = 0;  // the accepting thread's
};

void Server::Impl::accept(std::shared_ptr<Accepted> accepted) {
  auto& counters = *parts.counters;
  const auto verdict = parts.book.enter(accepted->address);
  if (verdict == Verdict::accepted) {
    count(counters.connections_accepted);
  } else {
    count(verdict == Verdict::full_for_address ? counters.connections_refused_per_address
                                               : counters.connections_refused_total);
  }
  if (verdict == Verdict::dropped) return;
  auto& loop = *loops[next_loop++ % loops.size()];
  loop.loop()->post(
      [&loop, verdict, accepted = std::move(accepted)] { loop.adopt(*accepted, verdict); });
}

Server::Server(const ServerOptions& options, Handler& handler, const base::Clock& clock)
    : impl_(std::make_unique<Impl>(options, handler, clock)) {}

Server::~Server() {
  stop({});
}

void Server::start() {
  const auto& options = impl_->parts.options;
  for (std::size_t number = 0; number < std::max<std::size_t>(options.threads, 1); ++number)
    impl_->loops.push_back(
        std::make_unique<ServerLoop>(impl_->parts, fmt::format("http {}", number)));
  impl_->listener =
      std::make_unique<Listener>(*impl_->loops[0]->loop(), options.address, options.port);
  impl_->port = impl_->listener->port();
  impl_->listener->start(
      [impl = impl_.get()](std::shared_ptr<Accepted> accepted) {
        impl->accept(std::move(accepted));
      },
      [counters = impl_->parts.counters] { count(counters->accept_failures); });
  for (const auto& loop : impl_->loops)
    loop->start();
}

void Server::stop(std::chrono::milliseconds grace) {
  if (!impl_->listener) return;
  impl_->loops[0]->loop()->post([impl = impl_.get()] { impl->listener->close(); });
  for (const auto& loop : impl_->loops)
    loop->loop()->post([&loop = *loop] { loop.drain(); });
  if (grace.count() > 0) impl_->parts.book.wait_until_empty(grace);
  for (const auto& loop : impl_->loops)
    loop->stop();
  // The listener outlives the loops' run-down, where one of its handlers may be ready; its socket
  // needs the first event loop.
  impl_->listener->close();
  const auto first = impl_->loops[0]->loop();
  impl_->loops.clear();
  impl_->listener.reset();
}

std::uint16_t Server::port() const {
  return impl_->port;
}

std::string Server::endpoint() const {
  return endpoint_text(impl_->parts.options.address, impl_->port);
}

base::LoopTurns Server::turns() const {
  base::LoopTurns turns;
  for (std::size_t number = 0; number < impl_->loops.size(); ++number)
    turns.emplace(fmt::format("http {}", number), impl_->loops[number]->last_turn());
  return turns;
}

const Counters& Server::counters() const {
  return *impl_->parts.counters;
}

}  // namespace scand::daemon::http
