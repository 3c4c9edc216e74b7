#include "daemon/http/connection_book.h"

namespace scand::daemon::http {

ConnectionBook::Verdict ConnectionBook::enter(const std::string& address) {
  const std::lock_guard lock(mutex_);
  auto verdict = Verdict::accepted;
  if (open_ >= limits_.connections) {
    verdict = Verdict::full;
  } else if (const auto found = by_address_.find(address);
             found != by_address_.end() && found->second >= limits_.connections_per_address) {
    verdict = Verdict::full_for_address;
  }
  if (verdict == Verdict::accepted) {
    ++open_;
    ++by_address_[address];
    return verdict;
  }
  if (refused_ >= kRefusedMax) return Verdict::dropped;
  ++refused_;
  return verdict;
}

void ConnectionBook::leave(const std::string& address, Verdict verdict) {
  const std::lock_guard lock(mutex_);
  if (verdict != Verdict::accepted) {
    --refused_;
    return;
  }
  const auto found = by_address_.find(address);
  if (--found->second == 0) by_address_.erase(found);
  if (--open_ == 0) emptied_.notify_all();
}

bool ConnectionBook::wait_until_empty(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  return emptied_.wait_for(lock, limit, [this] { return open_ == 0; });
}

}  // namespace scand::daemon::http
