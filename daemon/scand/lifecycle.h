#pragma once
// What was started is stopped in reverse. The stop is recorded at the moment of the start, so the
// two orders cannot drift apart.

#include <functional>
#include <utility>
#include <vector>

namespace scand::daemon {

class Lifecycle {
 public:
  Lifecycle() = default;
  ~Lifecycle() { stop(); }
  Lifecycle(const Lifecycle&) = delete;
  Lifecycle& operator=(const Lifecycle&) = delete;

  // `undo` must not throw.
  void started(std::function<void()> undo) { undo_.push_back(std::move(undo)); }
  // Runs what was recorded, the last first; each once.
  void stop() {
    while (!undo_.empty()) {
      auto undo = std::move(undo_.back());
      undo_.pop_back();
      undo();
    }
  }

 private:
  std::vector<std::function<void()>> undo_;
};

}  // namespace scand::daemon
