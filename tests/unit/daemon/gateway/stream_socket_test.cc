#include "daemon/gateway/stream_socket.h"

#include <array>
#include <future>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "daemon/gateway/event_loop.h"

namespace scand::daemon::gateway {
namespace {

using State = StreamSocket::State;

struct Owner final : SocketOwner {
  void on_readable() override { readable.set_value(); }
  void on_writable() override { writable.set_value(); }
  std::promise<void> readable;
  std::promise<void> writable;
};

TEST(StreamSocket, NeverWaitsAndTellsWhenItCanGoOn) {
  std::array<int, 2> pair{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair.data()), 0);
  EventLoop loop("test", [](std::string_view) {});
  StreamSocket socket(loop, pair[0], false);
  std::array<char, 64> buffer{};
  EXPECT_EQ(socket.read(buffer).state, State::blocked);
  const auto owner = std::make_shared<Owner>();
  socket.wait_readable(owner);
  EXPECT_EQ(owner.use_count(), 2);
  loop.start();
  ASSERT_EQ(::send(pair[1], "hello", 5, 0), 5);
  owner->readable.get_future().wait();
  loop.stop();
  const auto got = socket.read(buffer);
  EXPECT_EQ(std::string_view(buffer.data(), got.bytes), "hello");

  const auto sent = socket.write({"ab", "cd"});
  EXPECT_EQ(sent.bytes, 4U);
  ASSERT_EQ(::recv(pair[1], buffer.data(), buffer.size(), 0), 4);
  const std::string large(1'000'000, 'x');
  while (socket.write({large}).state == State::done) {
  }
  EXPECT_EQ(socket.write({large}).state, State::blocked);
  socket.end_sending();
  ASSERT_EQ(::shutdown(pair[1], SHUT_WR), 0);
  EXPECT_EQ(socket.read(buffer).state, State::ended);
  ::close(pair[1]);
  EXPECT_EQ(socket.write({large}).state, State::broken);
  socket.close();
}

}  // namespace
}  // namespace scand::daemon::gateway
