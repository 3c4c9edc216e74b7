#include "broker/wire/poll.h"

#include <array>
#include <stdexcept>

#include "lib/base/poll_fds.h"

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
  if (!base::poll_fds(std::span(fds).first(items.size()), ready ? limit.zero() : limit)) return;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (fds[i].revents == 0) continue;
    PollItem& item = items[i];
    if (item.socket != nullptr) item.socket->told();
    item.ready = item.ready || !item.wants_write || item.socket->can_send();
  }
}

}  // namespace scand::broker
