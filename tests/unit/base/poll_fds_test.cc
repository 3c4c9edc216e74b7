#include "lib/base/poll_fds.h"

#include <array>
#include <gtest/gtest.h>

#include "lib/base/mailbox.h"

namespace scand::base {
namespace {

using std::chrono::milliseconds;

TEST(PollFds, SaysWhichDescriptorIsReadable) {
  WakeFd quiet, signalled;
  signalled.signal();
  std::array<pollfd, 2> fds{pollfd{quiet.fd(), POLLIN, 0}, pollfd{signalled.fd(), POLLIN, 0}};
  EXPECT_TRUE(poll_fds(fds, milliseconds(-1)));
  EXPECT_EQ(fds[0].revents, 0);
  EXPECT_EQ(fds[1].revents, POLLIN);
}

TEST(PollFds, NoneIsReadyWhenTheLimitHasPassed) {
  WakeFd quiet;
  std::array<pollfd, 1> fds{pollfd{quiet.fd(), POLLIN, POLLIN}};
  EXPECT_FALSE(poll_fds(fds, milliseconds(0)));
  EXPECT_EQ(fds[0].revents, 0);
}

TEST(PollFds, ADescriptorThatIsClosedIsReported) {
  std::array<pollfd, 1> fds{pollfd{1'000'000, POLLIN, 0}};
  EXPECT_TRUE(poll_fds(fds, milliseconds(-1)));
  EXPECT_EQ(fds[0].revents, POLLNVAL);
}

}  // namespace
}  // namespace scand::base
