#include "lib/base/thread_name.h"

#include <array>
#include <gtest/gtest.h>
#include <pthread.h>
#include <string>
#include <thread>

namespace scand::base {
namespace {

std::string name_given(std::string_view name) {
  std::array<char, 32> got{};
  std::jthread([&] {
    name_this_thread(name);
    pthread_getname_np(pthread_self(), got.data(), got.size());
  }).join();
  return got.data();
}

TEST(ThreadName, IsCutToWhatTheKernelTakes) {
  EXPECT_EQ(name_given("scand-journal"), "scand-journal");
  EXPECT_EQ(name_given("scand-a-very-long-name"), "scand-a-very-lo");
  EXPECT_EQ(name_given(""), "");
}

}  // namespace
}  // namespace scand::base
