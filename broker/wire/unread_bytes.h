#pragma once
// Counts the large bodies that libzmq still holds because a peer has not read them. libzmq bounds a
// queue by messages only, so without this count one slow reader of large results could use all
// memory. Units: bytes.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace scand::broker {

// Shared by the sender and the bodies that it sent, so it lives until libzmq has released the last
// one. Thread-safe: libzmq releases bodies on a thread of its own.
class UnreadBytes {
 public:
  void add(std::size_t bytes) { bytes_ += bytes; }
  void remove(std::size_t bytes) { bytes_ -= bytes; }
  [[nodiscard]] std::size_t now() const { return bytes_; }

 private:
  std::atomic<std::size_t> bytes_{0};
};

// One counter for each peer of a ROUTER. Used by one thread.
class UnreadByPeer {
 public:
  // The peer's counter; made when there is none.
  [[nodiscard]] const std::shared_ptr<UnreadBytes>& of(const std::string& routing_id);
  // Counters kept, including those at zero that no sweep has removed yet.
  [[nodiscard]] std::size_t size() const { return peers_.size(); }

 private:
  std::map<std::string, std::shared_ptr<UnreadBytes>> peers_;
  std::size_t sweep_at_ = 256;  // at this size, counters at zero are removed
};

}  // namespace scand::broker
