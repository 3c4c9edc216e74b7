#include "broker/workers/worker_frames.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

event::TaskAnswered answered(event::Outcome outcome) {
  event::TaskAnswered out;
  out.worker = 5;
  out.task_id = 0x0102030405060708;
  out.attempt = 3;
  out.outcome = outcome;
  out.error_kind = proto::ErrorKind::banned;
  out.message = "why";
  out.duration_ns = 1'234'567'890'123;
  return out;
}

TEST(WorkerFrames, TaskHeaderRoundTrips) {
  const AttemptId id{0x0102030405060708, 9};
  EXPECT_EQ(decode_task_header(encode_task_header(id)), id);
  EXPECT_EQ(encode_task_header(id).size(), 13U);
}

TEST(WorkerFrames, AnswerRoundTripsWithItsPayload) {
  const auto event =
      decode_from_worker(5, encode_header(answered(event::Outcome::failed), false), "payload");
  ASSERT_TRUE(event.has_value());
  EXPECT_FALSE(event->credit);
  const auto& got = std::get<event::TaskAnswered>(event->event);
  EXPECT_EQ(got.worker, 5U);
  EXPECT_EQ(got.task_id, 0x0102030405060708U);
  EXPECT_EQ(got.attempt, 3U);
  EXPECT_EQ(got.outcome, event::Outcome::failed);
  EXPECT_EQ(got.error_kind, proto::ErrorKind::banned);
  EXPECT_EQ(got.message, "why");
  EXPECT_EQ(got.duration_ns, 1'234'567'890'123);
  EXPECT_EQ(*got.payload, "payload");
}

TEST(WorkerFrames, ALostAnswerHasNoPayload) {
  const auto event = decode_from_worker(5, encode_header(answered(event::Outcome::lost), true), "");
  ASSERT_TRUE(event.has_value());
  EXPECT_EQ(std::get<event::TaskAnswered>(event->event).payload, nullptr);
}

TEST(WorkerFrames, AnAnswerCanCarryACredit) {
  const std::string header = encode_header(answered(event::Outcome::ok), true);
  const auto event = decode_from_worker(5, header, "payload");
  ASSERT_TRUE(event.has_value());
  EXPECT_TRUE(event->credit);
  EXPECT_EQ(std::get<event::TaskAnswered>(event->event).message, "why");
}

TEST(WorkerFrames, ReadyAndProgressRoundTrip) {
  EXPECT_TRUE(
      std::holds_alternative<event::WorkerReady>(decode_from_worker(5, encode_ready(), "")->event));
  const event::TaskProgressed progressed{5, 7, 1, {proto::TaskProgress::Stage::scan, 40, 150}};
  const auto event = decode_from_worker(5, encode_header(progressed), "");
  ASSERT_TRUE(event.has_value());
  EXPECT_EQ(std::get<event::TaskProgressed>(event->event).progress, progressed.progress);
  EXPECT_EQ(std::get<event::TaskProgressed>(event->event).task_id, 7U);
}

// Every header that is too short or too long is refused. Only an answer's message may have any
// length.
TEST(WorkerFrames, WrongLengthsAreRefused) {
  const event::TaskProgressed progressed{5, 7, 1, {}};
  const std::string progress = encode_header(progressed);
  for (std::size_t size = 0; size < progress.size(); ++size)
    EXPECT_FALSE(decode_from_worker(5, progress.substr(0, size), "").has_value()) << size;
  EXPECT_FALSE(decode_from_worker(5, progress + "x", "").has_value());
  EXPECT_FALSE(decode_from_worker(5, encode_ready() + "x", "").has_value());
  auto bare = answered(event::Outcome::ok);
  bare.message.clear();
  const std::string answer = encode_header(bare, true);
  for (std::size_t size = 0; size < answer.size(); ++size)
    EXPECT_FALSE(decode_from_worker(5, answer.substr(0, size), "").has_value()) << size;
  const std::string task = encode_task_header({1, 1});
  for (std::size_t size = 0; size < task.size(); ++size)
    EXPECT_FALSE(decode_task_header(task.substr(0, size)).has_value()) << size;
  EXPECT_FALSE(decode_task_header(task + "x").has_value());
}

TEST(WorkerFrames, UnknownValuesAreRefused) {
  std::string answer = encode_header(answered(event::Outcome::ok), false);
  answer[13] = 3;  // outcome
  EXPECT_FALSE(decode_from_worker(5, answer, "").has_value());
  answer[13] = 0;
  answer[14] = static_cast<char>(proto::kErrorKindCount);
  EXPECT_FALSE(decode_from_worker(5, answer, "").has_value());
  answer[14] = 0;
  EXPECT_TRUE(decode_from_worker(5, answer, "").has_value());
  answer[23] = 2;  // credits
  EXPECT_FALSE(decode_from_worker(5, answer, "").has_value());
  EXPECT_FALSE(decode_from_worker(5, "Z", "").has_value());
}

TEST(WorkerFrames, AddressRoundTripsAndForeignOnesAreRefused) {
  EXPECT_EQ(parse_worker_address(worker_address(0x01020304)), 0x01020304U);
  EXPECT_EQ(parse_worker_address(""), std::nullopt);
  EXPECT_EQ(parse_worker_address("x1234"), std::nullopt);
  EXPECT_EQ(parse_worker_address("w123"), std::nullopt);
  EXPECT_EQ(parse_worker_address("w12345"), std::nullopt);
}

}  // namespace
}  // namespace scand::broker
