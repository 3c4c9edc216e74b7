#include "broker/results/collector_loop.h"

#include <algorithm>
#include <array>
#include <variant>

#include "broker/wire/poll.h"

namespace scand::broker {
namespace {

constexpr std::size_t kTurnItems = 64;
constexpr std::chrono::seconds kBeatEvery{1};
constexpr std::chrono::milliseconds kBlocked{5};  // until a full mailbox is tried again

}  // namespace

CollectorLoop::CollectorLoop(CollectorDesk& desk, base::Mailbox<CollectorMail>& inbox,
                             base::Mailbox<StoredResult>& kept, const base::Clock& clock)
    : desk_(desk), inbox_(inbox), kept_(kept), clock_(clock) {}

void CollectorLoop::give_up() {
  given_up_ = true;
  wake_.signal();
}

void CollectorLoop::rebind() {
  rebind_ = true;
  wake_.signal();
}

bool CollectorLoop::idle() {
  return inbox_.size() == 0 && !desk_.blocked() && desk_.unpublished() == 0;
}

void CollectorLoop::run(const std::stop_token& stop) {
  const std::stop_callback wake_at_stop(stop, [this] { wake_.signal(); });
  next_beat_ = clock_.mono();
  while (!given_up_ && !(stop.stop_requested() && idle()))
    if (!turn()) wait();
  publish_kept();
  desk_.beat();
}

// True when there may be more to do at once.
bool CollectorLoop::turn() {
  const base::MonoTime now = clock_.mono();
  turned_.set(now);
  if (now >= next_beat_) {
    desk_.beat();
    next_beat_ = now + kBeatEvery;
  }
  if (rebind_.exchange(false)) desk_.publisher().rebind();
  publish_kept();
  for (std::size_t taken = 0; taken < kTurnItems; ++taken) {
    if (desk_.blocked()) return false;
    auto mail = inbox_.try_take();
    if (!mail) return false;
    std::visit([this](const auto& item) { desk_.handle(item); }, *mail);
  }
  return true;
}

void CollectorLoop::wait() {
  std::array<PollItem, 4> items{PollItem{nullptr, kept_.fd()}, PollItem{nullptr, wake_.fd()},
                                PollItem{&desk_.publisher().socket()},
                                PollItem{nullptr, inbox_.fd()}};
  const bool blocked = desk_.blocked();
  auto limit = std::chrono::ceil<std::chrono::milliseconds>(next_beat_ - clock_.mono());
  if (!desk_.publisher().listening()) limit = std::min(limit, kBlocked);
  if (blocked) limit = std::min(limit, kBlocked);
  if (!kept_.arm() || (!blocked && !inbox_.arm())) limit = limit.zero();
  poll(std::span(items).first(blocked ? items.size() - 1 : items.size()),
       std::max(limit, limit.zero()));
  if (items[1].ready) wake_.clear();
}

void CollectorLoop::publish_kept() {
  while (const auto kept = kept_.try_take())
    desk_.publish(*kept);
}

}  // namespace scand::broker
