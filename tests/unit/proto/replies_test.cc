#include "proto/replies.h"

#include <gtest/gtest.h>

#include "proto/encoding/msgpack_writer.h"
#include "proto/publications.h"
#include "proto/reply_message.h"
#include "tests/kit/proto/samples.h"
#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

const std::string kMine = to_msgpack(Value("mine"));

ReplyMessage reply(std::string_view bytes) {
  auto read = read_reply_message(bytes);
  EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.error());
  return read.ok() ? *read : ReplyMessage();
}

TEST(Replies, CarryTheRequestsIdUnchanged) {
  EXPECT_EQ(reply(encode_accepted(kMine, "j", JobStatus::queued)).id, Value("mine"));
  EXPECT_EQ(reply(encode_accepted(to_msgpack(Value(7)), "j", JobStatus::queued)).id, Value(7));
  EXPECT_TRUE(reply(encode_accepted("", "j", JobStatus::queued)).id.is_null());
}

TEST(Replies, AcceptedAndStatusNameTheJob) {
  const ReplyMessage accepted = reply(encode_accepted(kMine, samples::kJobId, JobStatus::queued));
  EXPECT_EQ(accepted.type, ReplyType::scan_accepted);
  EXPECT_EQ(accepted.job_id(), samples::kJobId);
  EXPECT_EQ(accepted.status(), JobStatus::queued);
  const ReplyMessage status = reply(encode_status(kMine, samples::kJobId, JobStatus::cancelled));
  EXPECT_EQ(status.type, ReplyType::ok);
  EXPECT_EQ(status.status(), JobStatus::cancelled);
}

TEST(Replies, AResultIsWrappedWithoutBeingRead) {
  const std::string result = encode(samples::single_result());
  const ReplyMessage wrapped = reply(encode_result_head(kMine) + result);
  EXPECT_EQ(wrapped.type, ReplyType::scan_result);
  ASSERT_NE(wrapped.result(), nullptr);
  EXPECT_EQ(*wrapped.result(), tree_of(result));
}

TEST(Replies, AReplayCarriesItsResultsWithoutReadingThem) {
  const std::string one = encode(samples::single_result());
  const ReplyMessage page = reply(encode_replay_head(kMine, {"c0ffee", 9, true, 2}) + one + one);
  EXPECT_EQ(page.type, ReplyType::ok);
  EXPECT_EQ(in(page.body, "epoch"), Value("c0ffee"));
  EXPECT_EQ(in(page.body, "last_seq"), Value(9));
  EXPECT_EQ(in(page.body, "more"), Value(true));
  EXPECT_EQ(in(page.body, "results"), Value(Value::Array{tree_of(one), tree_of(one)}));
}

TEST(Replies, AnErrorReadsBackAsTheSameRefusal) {
  const Refusal busy{RefusalCode::busy, "too many jobs", "", 1500};
  const Refusal wrong{RefusalCode::bad_request, "limit: ...", "limit", {}};
  const Refusal old{RefusalCode::too_old, "gone", "from_seq", {}, HeldResults{"c0ffee", 7}};
  for (const Refusal& refusal : {busy, wrong, old}) {
    const ReplyMessage error = reply(encode_error(kMine, refusal));
    EXPECT_EQ(error.type, ReplyType::error);
    EXPECT_EQ(error.refusal(), refusal);
  }
  EXPECT_TRUE(in(reply(encode_error(kMine, busy)).body, "field").is_null());
  EXPECT_TRUE(in(reply(encode_error(kMine, wrong)).body, "retry_after_ms").is_null());
}

TEST(Replies, JobsAreListed) {
  const auto jobs = samples::jobs();
  const Value body = reply(encode_jobs(kMine, jobs, true)).body;
  EXPECT_EQ(in(body, "more"), Value(true));
  EXPECT_EQ(in(body, "jobs").array()->at(0),
            Value(Value::Map{{"job_id", samples::kJobId},
                             {"status", "running"},
                             {"priority", "high"},
                             {"timeframe", "medium"},
                             {"accepted_at", "2025-10-24T12:34:01.664Z"},
                             {"deadline_seconds", 120.0},
                             {"exchanges", 5},
                             {"done", 2},
                             {"failed", 1},
                             {"seq", Value()}}));
  EXPECT_EQ(in(in(body, "jobs").array()->at(1), "seq"), Value(41));
}

TEST(Replies, LatestSignalsAreCounted) {
  const std::vector<Signal> signals{samples::full_signal(), samples::quick_signal()};
  const Value body = reply(encode_latest(kMine, signals, false)).body;
  EXPECT_EQ(in(body, "count"), Value(2));
  EXPECT_EQ(in(body, "truncated"), Value(false));
  EXPECT_EQ(in(in(body, "signals").array()->at(0), "timeframe"), Value("1h"));
}

TEST(Replies, ExchangesShowMarketsAndStanding) {
  const auto exchanges = samples::exchanges();
  const Value body = reply(encode_exchanges(kMine, exchanges)).body;
  const Value::Map closed{{"state", "closed"},
                          {"failures", 0},
                          {"retry_after_ms", Value()},
                          {"error", Value()},
                          {"error_kind", Value()}};
  const Value::Map open{{"state", "open"},
                        {"failures", 5},
                        {"retry_after_ms", 7300},
                        {"error", "connection refused"},
                        {"error_kind", "network"}};
  const Value gate(Value::Map{{"id", "gate"},
                              {"aliases", Value::Array{"gateio"}},
                              {"markets", Value::Map{{"spot", Value::Array{"1m", "1h", "1d"}},
                                                     {"swap", Value::Array{"1h"}}}},
                              {"default_top_n", 150},
                              {"rank", 1},
                              {"answers", 12},
                              {"success_rate", 0.75},
                              {"duration_seconds", 48.5},
                              {"circuits", Value::Map{{"spot", closed}, {"swap", open}}}});
  EXPECT_EQ(in(body, "exchanges").array()->at(0), gate);
  EXPECT_TRUE(in(in(body, "exchanges").array()->at(1), "success_rate").is_null());
}

TEST(Replies, StatusAndPong) {
  const Value status = reply(encode_daemon_status(kMine, samples::status())).body;
  EXPECT_EQ(in(status, "state"), Value("ready"));
  EXPECT_EQ(in(status, "started_at"), Value("2025-10-24T10:00:00.000Z"));
  EXPECT_EQ(in(in(status, "gauges"), "workers_busy"), Value(5));
  EXPECT_EQ(in(in(status, "counters"), "jobs_refused"), Value(2));
  const Value pong = reply(encode_pong(kMine, "0.1.0", 1'761'307'200'000)).body;
  EXPECT_EQ(in(pong, "version"), Value("0.1.0"));
  EXPECT_EQ(in(pong, "time"), Value("2025-10-24T12:00:00.000Z"));
}

}  // namespace
}  // namespace scand::proto
