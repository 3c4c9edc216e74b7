#include "daemon/http/deadline.h"

#include <future>
#include <gtest/gtest.h>

namespace scand::daemon::http {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

// A deadline on a loop of its own; `passed` tells on which try it passed.
struct DeadlineTest : testing::Test {
  DeadlineTest() { loop.start(); }
  ~DeadlineTest() override {
    loop.stop();
    deadline.reset();
    loop.run_down();
  }
  void in_loop(std::function<void()> work) {
    std::promise<void> done;
    loop.post([&] {
      work();
      done.set_value();
    });
    done.get_future().get();
  }

  base::SystemClock clock;
  EventLoop loop{"test", [](std::string_view) { FAIL(); }};
  std::promise<base::MonoTime> passed;
  std::unique_ptr<Deadline> deadline =
      std::make_unique<Deadline>(loop, clock, [this] { passed.set_value(clock.mono()); });
};

TEST_F(DeadlineTest, PassesOnce) {
  const auto begin = clock.mono();
  in_loop([&] { deadline->set(milliseconds(5)); });
  EXPECT_GE(passed.get_future().get() - begin, milliseconds(5));
}

TEST_F(DeadlineTest, AnEarlierOneReplacesALaterOne) {
  in_loop([&] {
    deadline->set(hours(1));
    deadline->set(milliseconds(1));
  });
  passed.get_future().get();
}

TEST_F(DeadlineTest, ALaterOneReplacesAnEarlierOne) {
  const auto begin = clock.mono();
  in_loop([&] {
    deadline->set(milliseconds(1));
    deadline->set(milliseconds(30));
  });
  EXPECT_GE(passed.get_future().get() - begin, milliseconds(30));
}

TEST_F(DeadlineTest, OneThatIsClearedDoesNotPassAndCanBeSetAgain) {
  in_loop([&] {
    deadline->set(milliseconds(1));
    deadline->clear();
  });
  auto future = passed.get_future();
  EXPECT_EQ(future.wait_for(milliseconds(20)), std::future_status::timeout);
  in_loop([&] { deadline->set(milliseconds(1)); });
  future.get();
}

}  // namespace
}  // namespace scand::daemon::http
