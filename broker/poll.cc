#include "broker/poll.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <poll.h>
#include <stdexcept>
#include <system_error>

namespace scand::broker {

// zmq_poll() asks each socket before, between and after two calls of the system's poll(), and a
// question is two system calls: here a socket is asked only where its descriptor cannot tell.
void poll(std::span<PollItem> items, std::chrono::milliseconds limit) {
  constexpr std::size_t kItemsMax = 8;
  if (items.size() > kItemsMax) throw std::logic_error("poll: more items than it is made for");
  std::array<pollfd, kItemsMax> fds{};
  bool ready = false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    PollItem& item = items[i];
    item.ready = item.socket != nullptr &&
                 (item.wants_write ? item.socket->can_send() : item.socket->can_receive());
    ready = ready || item.ready;
    fds[i] = {item.socket != nullptr ? item.socket->fd() : item.fd, POLLIN, 0};
  }
  const int wait_ms = ready ? 0 : static_cast<int>(std::max<std::int64_t>(limit.count(), -1));
  if (::poll(fds.data(), items.size(), wait_ms) < 0) {
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "poll");
    return;
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (fds[i].revents == 0) continue;
    PollItem& item = items[i];
    if (item.socket != nullptr) item.socket->told();
    item.ready = item.ready || !item.wants_write || item.socket->can_send();
  }
}

}  // namespace scand::broker
