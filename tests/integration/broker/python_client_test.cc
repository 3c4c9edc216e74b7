// A client in another language, written from proto/SPEC.md alone, gets its scan.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <set>

#include "proto/encoding/json_to_value.h"
#include "proto/limits.h"
#include "tests/kit/broker/broker_fixture.h"
#include "tests/kit/support/child_process.h"
#include "tests/kit/support/source_dir.h"

namespace scand::broker {
namespace {

using test::BrokerFixture;

class PythonClient {
 public:
  PythonClient(const BrokerFixture& broker, std::vector<std::string> arguments)
      : child_(command(broker, std::move(arguments))) {}

  // The next line that it prints: {"event": ..., "body": ...}. Null at the end of its output.
  proto::Value next() {
    const auto line = child_.read_line(std::chrono::seconds(60));
    if (!line) return {};
    auto value = proto::json_to_value(*line, proto::kResultLimits);
    return value.ok() ? std::move(value).value() : proto::Value();
  }
  std::optional<int> exit_code() { return child_.wait(std::chrono::seconds(60)); }

 private:
  static std::vector<std::string> command(const BrokerFixture& broker,
                                          std::vector<std::string> arguments) {
    std::vector<std::string> out{
        "/usr/bin/python3", scand::test::source_dir() + "/tests/clients/python_client.py",
        broker.client_options().frontend, broker.client_options().publisher};
    out.insert(out.end(), arguments.begin(), arguments.end());
    return out;
  }
  scand::test::ChildProcess child_;
};

std::string event_of(const proto::Value& line) {
  const proto::Value* event = line.find("event");
  return event != nullptr && event->string() != nullptr ? *event->string() : "";
}

TEST(PythonClient, SubmitsFollowsAndReceives) {
  std::latch subscribed(1);
  BrokerFixture broker([&](const proto::ScanTask& task, TaskContext& context) {
    // The client subscribes once it knows the job's id, and cannot tell when the subscription is in
    // place. So progress is sent at intervals until the client has received some.
    for (std::uint32_t i = 0; !subscribed.try_wait(); ++i) {
      context.report_progress({proto::TaskProgress::Stage::scan, i % 40, 40});
      if (test::wait_stopped(context, std::chrono::milliseconds(25))) break;
    }
    return test::sample_partial(task, 10, std::chrono::milliseconds(1'000));
  });
  PythonClient python(broker, {"binance,OKX", "minStrength=95", "requestId=\"from python\""});
  EXPECT_EQ(event_of(python.next()), "accepted");
  std::set<std::string> events;
  proto::Value result;
  for (proto::Value line = python.next(); !line.is_null(); line = python.next()) {
    if (events.insert(event_of(line)).second && event_of(line) == "progress")
      subscribed.count_down();
    if (event_of(line) == "result") result = *line.find("body");
  }
  EXPECT_EQ(python.exit_code(), 0);
  EXPECT_THAT(events, testing::UnorderedElementsAre("progress", "partial", "result"));
  const proto::Value* metadata = result.find("metadata");
  ASSERT_NE(metadata, nullptr);
  EXPECT_EQ(*metadata->find("status")->string(), "complete");
  EXPECT_EQ(*metadata->find("request_id")->string(), "from python");
  EXPECT_EQ(metadata->find("count")->integer(), 12);
  EXPECT_NE(metadata->find("exchange_details")->find("OKX"), nullptr);
}

TEST(PythonClient, LearnsWhichFieldIsWrong) {
  BrokerFixture broker([](const proto::ScanTask& task, TaskContext&) {
    return test::sample_partial(task, 1, std::chrono::milliseconds(1));
  });
  PythonClient python(broker, {"binance", "minStrength=101"});
  const proto::Value line = python.next();
  EXPECT_EQ(event_of(line), "error");
  ASSERT_NE(line.find("body"), nullptr);
  EXPECT_EQ(*line.find("body")->find("field")->string(), "minStrength");
  EXPECT_EQ(*line.find("body")->find("code")->string(), "bad_request");
  EXPECT_EQ(python.exit_code(), 1);
}

}  // namespace
}  // namespace scand::broker
