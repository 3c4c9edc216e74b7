#include "proto/codec_partial_result.h"

#include <gtest/gtest.h>
#include <string>

#include "proto/encoding/msgpack_to_value.h"
#include "proto/encoding/msgpack_writer.h"
#include "tests/kit/proto/samples.h"
#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

TEST(CodecPartialResult, ComesBackEqual) {
  for (const PartialResult& partial : {samples::partial(), samples::failed_partial()}) {
    const auto back = decode_partial(encode(partial));
    ASSERT_TRUE(back.ok()) << back.error();
    EXPECT_EQ(*back, partial);
  }
}

TEST(CodecPartialResult, EveryTruncationIsAnError) {
  const std::string bytes = encode(samples::partial());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(decode_partial(std::string_view(bytes).substr(0, size)).ok()) << size;
}

TEST(CodecPartialResult, AFaultIsNamedByItsPath) {
  Value tree = tree_of(encode(samples::partial()));
  at(at(at(tree, "signals"), 1), "interval") = "7h";
  EXPECT_EQ(decode_partial(to_msgpack(tree)).error(),
            "signals[1].interval: a known name expected, not \"7h\"");

  tree = tree_of(encode(samples::partial()));
  at(at(tree, "timing"), "init_ns") = "soon";
  EXPECT_EQ(decode_partial(to_msgpack(tree)).error(),
            "timing.init_ns: an integer in range expected, not \"soon\"");
}

TEST(CodecPartialResult, RequiredFieldsAndTheVersionAreHeldTo) {
  Value tree = tree_of(encode(samples::partial()));
  Value without = tree;
  std::erase_if(*without.map(), [](const Value::Member& m) { return m.key == "markets"; });
  EXPECT_EQ(decode_partial(to_msgpack(without)).error(), "markets: is missing");
  at(tree, "v") = 2;
  EXPECT_EQ(decode_partial(to_msgpack(tree)).error(), "v: expected 1, not 2");
}

TEST(CodecPartialResult, ANewerPeersExtraFieldIsIgnored) {
  Value tree = tree_of(encode(samples::partial()));
  tree.map()->push_back({"from_the_future", Value(1)});
  const auto back = decode_partial(to_msgpack(tree));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back, samples::partial());
}

TEST(CodecPartialResult, NumbersOutOfTheirTypesRangeAreErrors) {
  Value tree = tree_of(encode(samples::partial()));
  at(tree, "attempt") = std::uint64_t{1} << 32;
  EXPECT_FALSE(decode_partial(to_msgpack(tree)).ok());
  at(tree, "attempt") = -1;
  EXPECT_FALSE(decode_partial(to_msgpack(tree)).ok());
  at(tree, "attempt") = 1.5;
  EXPECT_FALSE(decode_partial(to_msgpack(tree)).ok());
}

}  // namespace
}  // namespace scand::proto
