#include "daemon/gateway/connection_book.h"

namespace scand::daemon::gateway {

ConnectionBook::Door ConnectionBook::enter(const std::string& address) {
  const std::lock_guard lock(mutex_);
  auto door = Door::open;
  if (open_ >= limits_.connections) {
    door = Door::full;
  } else if (const auto found = by_address_.find(address);
             found != by_address_.end() && found->second >= limits_.connections_per_address) {
    door = Door::full_for_address;
  }
  if (door == Door::open) {
    ++open_;
    ++by_address_[address];
    return door;
  }
  if (refused_ >= kRefusedMax) return Door::shut;
  ++refused_;
  return door;
}

void ConnectionBook::leave(const std::string& address, Door door) {
  const std::lock_guard lock(mutex_);
  if (door != Door::open) {
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

}  // namespace scand::daemon::gateway
