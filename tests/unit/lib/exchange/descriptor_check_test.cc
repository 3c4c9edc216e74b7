#include "lib/exchange/descriptor_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_descriptor.h"

namespace scand::lib::exchange {
namespace {

using testing::Contains;
using testing::HasSubstr;

TEST(DescriptorCheck, EachRelationIsHeldTo) {
  struct Change {
    const char *from, *to, *fault;
  };
  const Change changes[] = {
      {"id: sampleex", "id: Sample Ex", "id: has to be"},
      {"aliases: [sample]", "aliases: [SAMPLE]", "aliases: have to be"},
      {"base_url: https://api.sample.test", "base_url: api.sample.test/", "base_url: has to start"},
      {"limit: 100", "limit: 0", "buckets.weight: its limit"},
      {"cost: {weight: 40}", "cost: {wait: 40}", "there is no bucket \"wait\""},
      {"cost: {weight: 40}", "cost: {}", "tickers.cost: there is none"},
      {"cost: {weight: 40}", "cost: {weight: -1}", "more than 0"},
      {"{10: 1, 50: 2, more: 5}", "{50: 1, 10: 2}", "rise by rows"},
      {"      tickers:\n", "      tickers2:\n        kind: tickers\n", "\"tickers\" is missing"},
      {"path: /tickers", "path: tickers", "has to start with /"},
      {"{start_s-1}", "{begin_s}", "{begin_s} is not a placeholder"},
      {"{start_s-1}", "{start_s", "malformed"},
      {"path: /candles/{id}", "path: /candles/{before_ms}", "cannot stand in a path"},
      {"cursor: /data/next", "layout: rows", "cursor has to be both"},
      {"build: {2h: 1h}", "build: {2h: 15m}", "15m is not among"},
      {"build: {2h: 1h}", "build: {1h: 1m}", "has this interval itself"},
      {"1h: \"60\"}\n    build: {2h: 1h}", "4h: \"240\"}\n    build: {6h: 4h}", "4h does not fit"},
      {"1h: \"60\"", "1h: \"\"", "a spelling is empty"},
      {"rows_max: 100", "rows_max: 0", "rows_max: has to be"},
      {"close: 4, ", "", "columns.close: is missing"},
      {"          last: last\n", "", "columns.last: is missing"},
      {"          quote_volume: [turnover, {at: volumes/1, times: last}]\n", "",
       "columns.quote_volume: is missing"},
      {"base: base, ", "", "columns.base: is missing"},
      {"layout: map", "layout: arrays", "arrays are for candles only"},
      {"        time_unit: s\n        closed",
       "        time_unit: s\n        layout: arrays\n        closed", ""},
  };
  for (const Change& change : changes) {
    const auto faults = faults_of(sample_text_with(change.from, change.to));
    if (std::string_view(change.fault).empty())
      EXPECT_TRUE(faults.empty()) << change.to;
    else
      EXPECT_THAT(faults, Contains(HasSubstr(change.fault))) << change.to;
  }
}

TEST(DescriptorCheck, ArraysHaveColumnsOfOneKey) {
  std::string text = sample_text_with("time_unit: s", "time_unit: s\n        layout: arrays");
  text.replace(text.find("open: 1, "), 9, "open: a/b, ");
  EXPECT_THAT(faults_of(text), Contains(HasSubstr("each column is one key")));
}

}  // namespace
}  // namespace scand::lib::exchange
