#include "proto/codec_scan_task.h"

#include <gtest/gtest.h>

#include "proto/encoding/msgpack_writer.h"
#include "tests/kit/proto/samples.h"
#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

TEST(CodecScanTask, ComesBackEqual) {
  const auto back = decode_scan_task(encode(samples::task()));
  ASSERT_TRUE(back.ok()) << back.error();
  EXPECT_EQ(*back, samples::task());
}

TEST(CodecScanTask, AShardThatIsNotOneOfItsShardsIsAnError) {
  for (const auto& [shard, shards] : {std::pair(0, 1), std::pair(3, 2), std::pair(1, 0)}) {
    Value tree = tree_of(encode(samples::task()));
    at(at(tree, "key"), "shard") = shard;
    at(at(tree, "key"), "shards") = shards;
    EXPECT_FALSE(decode_scan_task(to_msgpack(tree)).ok()) << shard << " of " << shards;
  }
}

TEST(CodecScanTask, BrokenBytesAreAnErrorThatSaysWhere) {
  EXPECT_EQ(decode_scan_task("").error(), "byte 0: the message ends in the middle of a value");
  EXPECT_EQ(decode_scan_task("\xc1").error(), "byte 0: a byte that begins no msgpack value");
  EXPECT_EQ(decode_scan_task("\x01").error(), "v: expected 1, not nothing");
}

}  // namespace
}  // namespace scand::proto
