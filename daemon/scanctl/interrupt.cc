#include "daemon/scanctl/interrupt.h"

#include <cerrno>
#include <csignal>
#include <sys/signalfd.h>
#include <system_error>
#include <unistd.h>

namespace scand::daemon {
namespace {

sigset_t only_sigint() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  return set;
}

}  // namespace

Interrupt::Interrupt() {
  const auto set = only_sigint();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  fd_ = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
  if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "signalfd");
}

Interrupt::~Interrupt() {
  (void)take();  // a pending Ctrl-C would kill the process as soon as it is unblocked
  close(fd_);
  const auto set = only_sigint();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

bool Interrupt::take() {
  bool taken = false;
  signalfd_siginfo info{};
  while (read(fd_, &info, sizeof info) == sizeof info)
    taken = true;
  return taken;
}

}  // namespace scand::daemon
