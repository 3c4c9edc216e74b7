#include "daemon/scanctl/interrupt.h"

#include <csignal>
#include <gtest/gtest.h>
#include <poll.h>
#include <pthread.h>

namespace scand::daemon {
namespace {

bool readable(int fd) {
  pollfd item{fd, POLLIN, 0};
  return poll(&item, 1, 0) == 1;
}

TEST(Interrupt, CtrlCMakesTheDescriptorReadable) {
  Interrupt interrupt;
  EXPECT_FALSE(readable(interrupt.fd()));
  EXPECT_FALSE(interrupt.take());
  pthread_kill(pthread_self(), SIGINT);
  EXPECT_TRUE(readable(interrupt.fd()));
  EXPECT_TRUE(interrupt.take());
  EXPECT_FALSE(readable(interrupt.fd()));
  EXPECT_FALSE(interrupt.take());
}

TEST(Interrupt, APendingCtrlCDoesNotKillTheProcessLater) {
  {
    const Interrupt interrupt;
    pthread_kill(pthread_self(), SIGINT);
  }
  SUCCEED();
}

TEST(Interrupt, TheDestructorRestoresTheSignal) {
  { const Interrupt interrupt; }
  sigset_t blocked;
  pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
  EXPECT_EQ(sigismember(&blocked, SIGINT), 0);
}

}  // namespace
}  // namespace scand::daemon
