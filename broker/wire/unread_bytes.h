#pragma once
// The large bodies that libzmq holds because a peer has not read them yet: libzmq bounds a queue by
// messages, and says nothing of bytes. Counted when a body is handed over and when libzmq lets it
// go, on whatever thread; the bodies keep the count alive.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace scand::broker {

class UnreadBytes {
 public:
  void handed_over(std::size_t bytes) { bytes_ += bytes; }
  void let_go(std::size_t bytes) { bytes_ -= bytes; }
  [[nodiscard]] std::size_t now() const { return bytes_; }

 private:
  std::atomic<std::size_t> bytes_{0};
};

// For each peer of a ROUTER that has something unread. Used by one thread.
class UnreadByPeer {
 public:
  [[nodiscard]] const std::shared_ptr<UnreadBytes>& of(const std::string& routing_id);
  [[nodiscard]] std::size_t size() const { return peers_.size(); }  // those that have read all, too

 private:
  std::map<std::string, std::shared_ptr<UnreadBytes>> peers_;
  std::size_t sweep_at_ = 256;  // so many, and those that have read all are forgotten
};

}  // namespace scand::broker
