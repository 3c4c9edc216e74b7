#include "proto/publications.h"

#include <gtest/gtest.h>
#include <set>
#include <string>

#include "proto/encoding/json_writer.h"
#include "tests/kit/proto/samples.h"
#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

Value metadata_of(const ScanResult& result) {
  return in(tree_of(encode(result)), "metadata");
}

TEST(PublishedResult, ParallelModeHasEveryFieldOfTheContract) {
  const Value metadata = metadata_of(samples::parallel_result());
  EXPECT_EQ(keys(metadata), (std::set<std::string>{"mode",
                                                   "status",
                                                   "job_id",
                                                   "request_id",
                                                   "count",
                                                   "total_scanned",
                                                   "truncated",
                                                   "exchanges",
                                                   "exchange_details",
                                                   "timeframe",
                                                   "interval",
                                                   "market",
                                                   "timestamp",
                                                   "duration_seconds",
                                                   "performance",
                                                   "filters_applied",
                                                   "ignored_fields",
                                                   "epoch",
                                                   "seq",
                                                   "error",
                                                   "error_kind"}));
  EXPECT_EQ(in(metadata, "exchanges"), Value(Value::Array{"Binance", "gateio", "okx"}));
  EXPECT_EQ(in(metadata, "count"), Value(2));
  EXPECT_EQ(in(metadata, "timestamp"), Value("2025-10-24T12:34:56.789Z"));
  EXPECT_EQ(in(metadata, "status"), Value("partial"));
  EXPECT_EQ(in(metadata, "request_id"), Value("order-17"));
  EXPECT_EQ(in(metadata, "ignored_fields"), Value(Value::Array{"colour", "user"}));
  EXPECT_TRUE(in(metadata, "error").is_null());
  EXPECT_EQ(keys(in(metadata, "performance")),
            (std::set<std::string>{"parallel_duration", "sequential_duration_estimated", "speedup",
                                   "time_saved_seconds", "filtering_seconds", "successful_scans",
                                   "failed_scans"}));
  const Value filters(Value::Map{{"signal", "all"},
                                 {"minStrength", 60},
                                 {"exchange", Value::Array{"Binance", "gateio", "okx"}}});
  EXPECT_EQ(in(metadata, "filters_applied"), filters);
}

TEST(PublishedResult, DetailsHaveTheClientsSpellingAsKey) {
  const Value details = in(metadata_of(samples::parallel_result()), "exchange_details");
  EXPECT_EQ(keys(details), (std::set<std::string>{"Binance", "gateio", "okx"}));
  const std::set<std::string> fields{"duration_seconds",
                                     "success",
                                     "error",
                                     "error_kind",
                                     "signals_found",
                                     "init_seconds",
                                     "scan_seconds",
                                     "filter_seconds",
                                     "queue_seconds",
                                     "rate_limit_wait_seconds",
                                     "network_seconds",
                                     "compute_seconds",
                                     "symbols_listed",
                                     "symbols_eligible",
                                     "symbols_scanned",
                                     "symbols_skipped",
                                     "symbols_failed",
                                     "symbols_not_listed",
                                     "requests",
                                     "retries",
                                     "attempts",
                                     "bytes_received",
                                     "cache_hits",
                                     "data_age_seconds",
                                     "shared"};
  for (const Value::Member& exchange : *details.map())
    EXPECT_EQ(keys(exchange.value), fields) << exchange.key;
  const Value& well = in(details, "Binance");
  EXPECT_EQ(in(well, "success"), Value(true));
  EXPECT_TRUE(in(well, "error").is_null());
  EXPECT_EQ(in(well, "rate_limit_wait_seconds"), Value(10.0));
  EXPECT_EQ(in(well, "symbols_skipped"), Value(Value::Map{{"low_volume", 348}}));
  EXPECT_EQ(in(well, "symbols_not_listed"), Value(Value::Array{"GONE/USDT", "LOST/USDT"}));
  const Value& ill = in(details, "okx");
  EXPECT_EQ(in(ill, "success"), Value(false));
  EXPECT_EQ(in(ill, "error_kind"), Value("maintenance"));
  EXPECT_EQ(in(ill, "error"), Value("maintenance until 13:00 UTC; scan again then"));
  EXPECT_TRUE(in(ill, "data_age_seconds").is_null());
  EXPECT_EQ(in(ill, "shared"), Value(true));
}

TEST(PublishedResult, SingleModeHasItsOwnFieldsAndATotal) {
  const Value metadata = metadata_of(samples::single_result());
  EXPECT_EQ(in(metadata, "mode"), Value("single"));
  EXPECT_EQ(in(metadata, "exchange"), Value("binance"));
  EXPECT_EQ(metadata.find("exchanges"), nullptr);
  EXPECT_EQ(in(metadata, "performance"), Value(Value::Map{{"initialization_seconds", 2.5},
                                                          {"scan_execution_seconds", 49.75},
                                                          {"filtering_seconds", 0.0078125},
                                                          {"total_seconds", 52.2578125}}));
  EXPECT_EQ(in(metadata, "filters_applied"),
            Value(Value::Map{{"signal", "BUY"}, {"minStrength", 62.5}, {"exchange", "binance"}}));
  EXPECT_TRUE(in(metadata, "request_id").is_null());
}

TEST(PublishedResult, AFailedSingleScanIsNotAnEmptyMarket) {
  const Value metadata = metadata_of(samples::failed_result());
  EXPECT_EQ(in(metadata, "status"), Value("failed"));
  EXPECT_EQ(in(metadata, "error"), Value("maintenance until 13:00 UTC; scan again then"));
  EXPECT_EQ(in(metadata, "error_kind"), Value("maintenance"));
}

TEST(PublishedResult, TheJobsFailureTakesPrecedenceOverTheExchanges) {
  ScanResult result = samples::failed_result();
  result.failure = Failure{ErrorKind::timeout, "the deadline of 5 s passed"};
  EXPECT_EQ(in(metadata_of(result), "error_kind"), Value("timeout"));
}

TEST(PublishedResult, WithoutASpeedupTheFieldIsNull) {
  ScanResult result = samples::parallel_result();
  result.performance.speedup.reset();
  EXPECT_TRUE(in(in(metadata_of(result), "performance"), "speedup").is_null());
}

TEST(PublishedResult, JsonHasTheSameNamesAndValues) {
  for (const ScanResult& result :
       {samples::parallel_result(), samples::single_result(), samples::failed_result()})
    EXPECT_EQ(to_json(result), to_json(tree_of(encode(result))));
}

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

TEST(Published, HealthStatesTheLastNumber) {
  EXPECT_EQ(tree_of(encode(Health{"9f2c", 42, 3})),
            Value(Value::Map{{"epoch", "9f2c"}, {"last_seq", 42}, {"jobs", 3}}));
}

}  // namespace
}  // namespace scand::proto
