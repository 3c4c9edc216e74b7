#include "broker/wire/unread_bytes.h"

#include <algorithm>

namespace scand::broker {

const std::shared_ptr<UnreadBytes>& UnreadByPeer::of(const std::string& routing_id) {
  const auto known = peers_.find(routing_id);
  if (known != peers_.end()) return known->second;
  if (peers_.size() >= sweep_at_) {
    // libzmq does not report that a peer has gone. Doubling keeps the cost of sweeping constant per
    // new peer.
    std::erase_if(peers_, [](const auto& peer) { return peer.second->now() == 0; });
    sweep_at_ = std::max<std::size_t>(256, 2 * peers_.size());
  }
  return peers_.emplace(routing_id, std::make_shared<UnreadBytes>()).first->second;
}

}  // namespace scand::broker
