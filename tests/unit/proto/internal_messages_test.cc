#include "proto/internal_messages.h"

#include <gtest/gtest.h>
#include <string>
#include <utility>

#include "proto/encoding/msgpack_writer.h"
#include "tests/kit/proto/samples.h"
#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

TEST(InternalScanTask, ComesBackEqual) {
  const auto back = decode_scan_task(encode(samples::task()));
  ASSERT_TRUE(back.ok()) << back.error();
  EXPECT_EQ(*back, samples::task());
}

TEST(InternalScanTask, AShardThatIsNotOneOfItsShardsIsAnError) {
  for (const auto& [shard, shards] : {std::pair(0, 1), std::pair(3, 2), std::pair(1, 0)}) {
    Value tree = tree_of(encode(samples::task()));
    at(at(tree, "key"), "shard") = shard;
    at(at(tree, "key"), "shards") = shards;
    EXPECT_FALSE(decode_scan_task(to_msgpack(tree)).ok()) << shard << " of " << shards;
  }
}

TEST(InternalScanTask, BrokenBytesAreAnErrorThatSaysWhere) {
  EXPECT_EQ(decode_scan_task("").error(), "byte 0: the message ends in the middle of a value");
  EXPECT_EQ(decode_scan_task("\xc1").error(), "byte 0: a byte that begins no msgpack value");
  EXPECT_EQ(decode_scan_task("\x01").error(), "v: expected 1, not nothing");
}

TEST(InternalPartialResult, ComesBackEqual) {
  for (const PartialResult& partial : {samples::partial(), samples::failed_partial()}) {
    const auto back = decode_partial(encode(partial));
    ASSERT_TRUE(back.ok()) << back.error();
    EXPECT_EQ(*back, partial);
  }
}

TEST(InternalPartialResult, EveryTruncationIsAnError) {
  const std::string bytes = encode(samples::partial());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(decode_partial(std::string_view(bytes).substr(0, size)).ok()) << size;
}

TEST(InternalPartialResult, AFaultIsNamedByItsPath) {
  Value tree = tree_of(encode(samples::partial()));
  at(at(at(tree, "signals"), 1), "interval") = "7h";
  EXPECT_EQ(decode_partial(to_msgpack(tree)).error(),
            "signals[1].interval: a known name expected, not \"7h\"");

  tree = tree_of(encode(samples::partial()));
  at(at(tree, "timing"), "init_ns") = "soon";
  EXPECT_EQ(decode_partial(to_msgpack(tree)).error(),
            "timing.init_ns: an integer in range expected, not \"soon\"");
}

TEST(InternalPartialResult, RequiredFieldsAndTheVersionAreChecked) {
  Value tree = tree_of(encode(samples::partial()));
  Value without = tree;
  std::erase_if(*without.map(), [](const Value::Member& m) { return m.key == "markets"; });
  EXPECT_EQ(decode_partial(to_msgpack(without)).error(), "markets: is missing");
  at(tree, "v") = 2;
  EXPECT_EQ(decode_partial(to_msgpack(tree)).error(), "v: expected 1, not 2");
}

TEST(InternalPartialResult, ANewerPeersExtraFieldIsIgnored) {
  Value tree = tree_of(encode(samples::partial()));
  tree.map()->push_back({"from_the_future", Value(1)});
  const auto back = decode_partial(to_msgpack(tree));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back, samples::partial());
}

TEST(InternalPartialResult, NumbersOutOfTheirTypesRangeAreErrors) {
  Value tree = tree_of(encode(samples::partial()));
  at(tree, "attempt") = std::uint64_t{1} << 32;
  EXPECT_FALSE(decode_partial(to_msgpack(tree)).ok());
  at(tree, "attempt") = -1;
  EXPECT_FALSE(decode_partial(to_msgpack(tree)).ok());
  at(tree, "attempt") = 1.5;
  EXPECT_FALSE(decode_partial(to_msgpack(tree)).ok());
}

TEST(InternalScanRequest, ComesBackEqual) {
  ScanRequest odd = samples::single_request();
  odd.market = MarketType::swap;
  odd.symbols = {"BTC/USDT:USDT"};
  odd.quotes = {"USDC"};
  odd.top_n.everywhere = 0;
  odd.full_analysis = false;
  odd.deadline_seconds = 1.5;
  odd.limit = 0;
  for (const ScanRequest& request : {samples::parallel_request(), samples::single_request(), odd}) {
    const auto back = decode_scan_request(encode(request));
    ASSERT_TRUE(back.ok()) << back.error();
    EXPECT_EQ(*back, request);
  }
}

TEST(InternalScanRequest, NoExchangeIsAnError) {
  Value tree = tree_of(encode(samples::single_request()));
  at(tree, "exchanges") = Value::Array();
  EXPECT_EQ(decode_scan_request(to_msgpack(tree)).error(), "exchanges: expected at least one");
}

}  // namespace
}  // namespace scand::proto
