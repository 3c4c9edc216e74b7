#include "proto/codec_scan_request.h"

#include <gtest/gtest.h>

#include "proto/encoding/msgpack_writer.h"
#include "tests/kit/proto/samples.h"
#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

TEST(CodecScanRequest, ComesBackEqual) {
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

TEST(CodecScanRequest, NoExchangeIsAnError) {
  Value tree = tree_of(encode(samples::single_request()));
  at(tree, "exchanges") = Value::Array();
  EXPECT_EQ(decode_scan_request(to_msgpack(tree)).error(), "exchanges: expected at least one");
}

}  // namespace
}  // namespace scand::proto
