#pragma once
// How many connections there are, in all and from each address, and whether one more may come in.
// Thread-safe; touched when a connection comes or goes.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "daemon/gateway/http_server_options.h"

namespace scand::daemon::gateway {

class ConnectionBook {
 public:
  enum class Door : std::uint8_t {
    open,
    full,              // refused, and told so
    full_for_address,  // the same
    shut,              // too many are being told so already: refused without a word
  };
  static constexpr std::size_t kRefusedMax = 64;  // at once

  explicit ConnectionBook(const HttpLimits& limits) : limits_(limits) {}

  // What is not shut is to be left again.
  [[nodiscard]] Door enter(const std::string& address);
  void leave(const std::string& address, Door door);

  // True when none is left within `limit`.
  bool wait_until_empty(std::chrono::milliseconds limit);

 private:
  const HttpLimits limits_;
  std::mutex mutex_;
  std::condition_variable emptied_;
  // Guarded by mutex_.
  std::size_t open_ = 0;
  std::size_t refused_ = 0;
  std::unordered_map<std::string, std::size_t> by_address_;
};

}  // namespace scand::daemon::gateway
