#include "daemon/http/event_loop.h"

#include <future>
#include <gtest/gtest.h>
#include <stdexcept>

namespace scand::daemon::http {
namespace {

TEST(EventLoop, RunsPostedWorkOnItsThreadAndSurvivesAFault) {
  std::promise<std::string> fault;
  EventLoop loop("test", [&](std::string_view what) { fault.set_value(std::string(what)); });
  loop.start();
  loop.post([] { throw std::runtime_error("broken"); });
  EXPECT_EQ(fault.get_future().get(), "broken");
  std::promise<bool> ran;
  loop.post([&] { ran.set_value(loop.in_loop()); });
  EXPECT_TRUE(ran.get_future().get());
  EXPECT_FALSE(loop.in_loop());
}

TEST(EventLoop, BeatsWithoutWork) {
  EventLoop loop("test", [](std::string_view) {});
  std::promise<void> third;
  int beats = 0;
  loop.beat_every(std::chrono::milliseconds(1), [&] {
    if (++beats == 3) third.set_value();
  });
  loop.start();
  third.get_future().get();
  loop.stop();
  EXPECT_GE(beats, 3);
}

TEST(EventLoop, RunsNothingAfterItsEnd) {
  auto loop = std::make_unique<EventLoop>("test", [](std::string_view) {});
  loop->start();
  loop->stop();
  auto held = std::make_shared<int>(1);
  loop->post([held] { FAIL(); });
  loop.reset();
  EXPECT_EQ(held.use_count(), 1);
}

TEST(EventLoop, RunDownRunsWhatIsReadyAfterTheEnd) {
  EventLoop loop("test", [](std::string_view) {});
  loop.start();
  loop.stop();
  bool ran = false;
  loop.post([&] { ran = true; });
  loop.run_down();
  EXPECT_TRUE(ran);
}

}  // namespace
}  // namespace scand::daemon::http
