#include "lib/base/mailbox.h"

#include <cerrno>
#include <cstdint>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace scand::base {

WakeFd::WakeFd() : fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

WakeFd::~WakeFd() {
  close(fd_);
}

void WakeFd::signal() {
  const std::uint64_t one = 1;
  // The write fails only when the counter is at its maximum: then the descriptor is readable
  // anyway.
  [[maybe_unused]] const auto written = write(fd_, &one, sizeof one);
}

std::uint64_t WakeFd::clear() {
  std::uint64_t count = 0;
  return read(fd_, &count, sizeof count) == sizeof count ? count : 0;
}

}  // namespace scand::base
