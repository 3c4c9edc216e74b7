#include "daemon/gateway/listener.h"

#include <future>
#include <gtest/gtest.h>

#include "daemon/gateway/event_loop.h"
#include "tests/kit/gateway/raw_client.h"

namespace scand::daemon::gateway {
namespace {

TEST(Listener, HandsOverWhoComesAndClosesWhatNobodyTook) {
  EventLoop loop("test", [](std::string_view) {});
  Listener listener(loop, "127.0.0.1", 0);
  std::promise<std::shared_ptr<Accepted>> came;
  listener.start([&](std::shared_ptr<Accepted> accepted) { came.set_value(std::move(accepted)); },
                 [] { FAIL(); });
  loop.start();
  test::RawClient client(listener.port());
  auto accepted = came.get_future().get();
  EXPECT_EQ(accepted->address, "127.0.0.1");
  EXPECT_FALSE(accepted->ipv6);
  accepted.reset();
  EXPECT_TRUE(client.closed_by_server());
  loop.stop();
}

TEST(Listener, KnowsLoopbackAndWritesEndpoints) {
  for (const auto* const near : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"})
    EXPECT_TRUE(is_loopback(near)) << near;
  for (const auto* const far : {"0.0.0.0", "::", "10.0.0.1", "localhost", ""})
    EXPECT_FALSE(is_loopback(far)) << far;
  EXPECT_EQ(endpoint_text("::1", 80), "[::1]:80");
  EXPECT_EQ(endpoint_text("127.0.0.1", 80), "127.0.0.1:80");
}

}  // namespace
}  // namespace scand::daemon::gateway
