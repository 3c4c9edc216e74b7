#pragma once
// Keeps the requests that a handler gets until the test answers them.
// Small: several tests share it.

#include <chrono>
#include <condition_variable>
#include <gtest/gtest.h>
#include <mutex>
#include <vector>

#include "daemon/http/message.h"

namespace scand::test {

struct Kept {
  void take(daemon::http::Respond respond) {
    const std::lock_guard lock(mutex);
    asked.push_back(std::move(respond));
    arrived.notify_all();
  }
  void wait_for(std::size_t number) {
    std::unique_lock lock(mutex);
    ASSERT_TRUE(
        arrived.wait_for(lock, std::chrono::seconds(60), [&] { return asked.size() >= number; }));
  }

  std::mutex mutex;
  std::condition_variable arrived;
  std::vector<daemon::http::Respond> asked;
};

}  // namespace scand::test
