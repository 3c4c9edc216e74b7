#include "proto/published.h"

#include <gtest/gtest.h>

#include "proto/codec_scan_result.h"
#include "tests/kit/proto/samples.h"
#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

TEST(Published, APartialIsADetailsEntryWithItsSignals) {
  const Value body = tree_of(encode(samples::published_partial()));
  EXPECT_EQ(in(body, "job_id"), Value(samples::kJobId));
  EXPECT_EQ(in(body, "exchange"), Value("gate"));
  EXPECT_EQ(in(body, "name"), Value("gateio"));
  EXPECT_EQ(in(body, "truncated"), Value(true));
  EXPECT_EQ(in(in(body, "signals").array()->at(0), "timeframe"), Value("medium"));
  const Value details =
      in(in(tree_of(encode(samples::parallel_result())), "metadata"), "exchange_details");
  for (const Value::Member& field : *in(details, "gateio").map())
    EXPECT_EQ(in(body, field.key), field.value) << field.key;
}

TEST(Published, ProgressIsAWholeSnapshotInTheRequestsOrder) {
  EXPECT_EQ(
      tree_of(encode(samples::progress())),
      Value(Value::Map{
          {"job_id", samples::kJobId},
          {"elapsed_seconds", 12.5},
          {"exchanges",
           Value::Array{
               Value::Map{{"exchange", "binance"}, {"state", "scan"}, {"done", 40}, {"total", 150}},
               Value::Map{{"exchange", "gateio"}, {"state", "queued"}, {"done", 0}, {"total", 0}},
               Value::Map{{"exchange", "okx"}, {"state", "failed"}, {"done", 0}, {"total", 0}}}}}));
}

TEST(Published, HealthTellsTheLastNumber) {
  EXPECT_EQ(tree_of(encode(Health{"9f2c", 42, 3})),
            Value(Value::Map{{"epoch", "9f2c"}, {"last_seq", 42}, {"jobs", 3}}));
}

}  // namespace
}  // namespace scand::proto
