#include "broker/wire/poll.h"

#include <array>
#include <stdexcept>

#include "lib/base/poll_fds.h"

namespace scand::broker {

// zmq_poll() asks every socket for its events before, between and after two calls of the system's
// poll(), and each question costs two system calls. Here a socket is asked only when its descriptor
// alone cannot tell.
void poll(std::span<PollItem> items, std::chrono::milliseconds limit) {
  constexpr std::size_t kItemsMax = 8;
  if (items.size() > kItemsMax) throw std::logic_error("poll: too many items");
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
    if (item.socket != nullptr) item.socket->on_fd_ready();
    item.ready = item.ready || !item.wants_write || item.socket->can_send();
  }
}

}  // namespace scand::broker
