#pragma once
// How many connections there are, in all and from each address, and whether one more may come in.
// Thread-safe; used once when a connection opens and once when it closes.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "daemon/http/options.h"

namespace scand::daemon::http {

class ConnectionBook {
 public:
  enum class Verdict : std::uint8_t {
    accepted,
    full,              // refused with an answer
    full_for_address,  // the same
    dropped,           // refused without an answer: too many refusals are being written already
  };
  static constexpr std::size_t kRefusedMax = 64;  // at once

  explicit ConnectionBook(const Limits& limits) : limits_(limits) {}

  // Unless the verdict is `dropped`, call leave() with the same verdict when the connection ends.
  [[nodiscard]] Verdict enter(const std::string& address);
  void leave(const std::string& address, Verdict verdict);

  // True when all have left within `limit`.
  bool wait_until_empty(std::chrono::milliseconds limit);

 private:
  const Limits limits_;
  std::mutex mutex_;
  std::condition_variable emptied_;
  // Guarded by mutex_.
  std::size_t open_ = 0;
  std::size_t refused_ = 0;
  std::unordered_map<std::string, std::size_t> by_address_;
};

}  // namespace scand::daemon::http
