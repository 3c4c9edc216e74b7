#pragma once
// Waits for a socket or a mailbox in a test. poll() may report a socket ready for news that are no
// message (a peer connected, a subscription came), so one look after one poll is not enough.

#include <array>
#include <chrono>
#include <optional>

#include "broker/wire/poll.h"
#include "lib/base/mailbox.h"

namespace scand::broker::test {

inline constexpr std::chrono::milliseconds kReceivePatience{60'000};

// Calls `take()` until it returns something; a default value when `socket` stays silent too long.
template <class Take>
auto take_soon(Socket& socket, Take take) -> decltype(take()) {
  for (;;) {
    if (auto taken = take()) return taken;
    std::array<PollItem, 1> items{PollItem{&socket}};
    poll(items, kReceivePatience);
    if (!items[0].ready) return {};
  }
}

inline Frames receive_soon(Socket& socket) {
  return take_soon(socket, [&] { return socket.receive(); }).value_or(Frames{"nothing came"});
}

// The same for a mailbox; call it on the thread that takes from it.
template <class Item>
std::optional<Item> take_soon(base::Mailbox<Item>& box) {
  for (;;) {
    if (auto item = box.try_take()) return item;
    if (!box.arm()) continue;
    std::array<PollItem, 1> items{PollItem{nullptr, box.fd()}};
    poll(items, kReceivePatience);
    if (!items[0].ready) return std::nullopt;
  }
}

}  // namespace scand::broker::test
