#include "daemon/scand/stop_signals.h"

#include <csignal>
#include <gtest/gtest.h>
#include <thread>
#include <unistd.h>

namespace scand::daemon {
namespace {

using std::chrono::milliseconds;

constexpr std::chrono::seconds kLongEnough{60};

// Blocks the signals as scand's main() does, and lets them through again for the other tests.
class StopSignalsTest : public ::testing::Test {
 protected:
  StopSignalsTest() { pthread_sigmask(SIG_SETMASK, nullptr, &before_); }
  ~StopSignalsTest() override { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  sigset_t before_{};
};

TEST_F(StopSignalsTest, ReturnsEachSignalByItsNumber) {
  StopSignals signals;
  for (const int signal : {SIGHUP, SIGINT, SIGTERM}) {
    ASSERT_EQ(raise(signal), 0);
    EXPECT_EQ(signals.wait(kLongEnough), signal);
  }
}

TEST_F(StopSignalsTest, WaitsNoLongerThanTheLimit) {
  StopSignals signals;
  EXPECT_EQ(signals.wait(milliseconds(1)), std::nullopt);
}

TEST_F(StopSignalsTest, AFaultOfAnotherThreadEndsTheWait) {
  StopSignals signals;
  std::thread other([&] { signals.fault(); });
  EXPECT_EQ(signals.wait(kLongEnough), 0);
  other.join();
}

}  // namespace
}  // namespace scand::daemon
