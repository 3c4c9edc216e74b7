#include "daemon/scand/stop_signals.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <sys/signalfd.h>
#include <system_error>
#include <unistd.h>

namespace scand::daemon {
namespace {

sigset_t stop_set() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  return set;
}

}  // namespace

StopSignals::StopSignals() : fd_(-1) {
  const sigset_t set = stop_set();
  if (const int error = pthread_sigmask(SIG_BLOCK, &set, nullptr); error != 0)
    throw std::system_error(error, std::generic_category(), "pthread_sigmask");
  fd_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "signalfd");
}

StopSignals::~StopSignals() {
  close(fd_);
}

std::optional<int> StopSignals::wait(std::chrono::milliseconds limit) {
  std::array<pollfd, 2> watched{{{fd_, POLLIN, 0}, {fault_.fd(), POLLIN, 0}}};
  if (poll(watched.data(), watched.size(), static_cast<int>(limit.count())) <= 0)
    return std::nullopt;
  if (watched[1].revents != 0) return 0;
  signalfd_siginfo info{};
  if (read(fd_, &info, sizeof info) != sizeof info) return std::nullopt;
  return static_cast<int>(info.ssi_signo);
}

}  // namespace scand::daemon
