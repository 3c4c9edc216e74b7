#include "proto/topics.h"

#include <gtest/gtest.h>
#include <limits>
#include <string>

#include "tests/kit/proto/samples.h"

using namespace std::string_literals;

namespace scand::proto {
namespace {

const std::string kJob = samples::kJobId;

TEST(Topics, RoundTrip) {
  using Kind = Topic::Kind;
  EXPECT_EQ(result_topic(kJob), "scan.result." + kJob);
  EXPECT_EQ(parse_topic(result_topic(kJob)), (Topic{Kind::result, kJob, ""}));
  EXPECT_EQ(parse_topic(progress_topic(kJob)), (Topic{Kind::progress, kJob, ""}));
  EXPECT_EQ(parse_topic(partial_topic(kJob, "gate")), (Topic{Kind::partial, kJob, "gate"}));
  EXPECT_EQ(parse_topic("scand.health"), (Topic{Kind::health, "", ""}));
  EXPECT_TRUE(partial_topic(kJob, "gate").starts_with(partials_of(kJob)));
}

TEST(Topics, AnUnknownTopicIsIgnored) {
  for (const std::string& text :
       {""s, "scan"s, "scan.result."s, "scan.result.short"s, "scan.result." + kJob + "x",
        "scan.partial." + kJob, "scan.partial." + kJob + ".", "scan.partial." + kJob + "gate",
        "scan.partial."s, "scand.health2"s, "scan.other." + kJob})
    EXPECT_EQ(parse_topic(text), std::nullopt) << text;
}

TEST(Topics, SequenceNumbersAreEightBytesMostSignificantFirst) {
  EXPECT_EQ(seq_frame(0x0102030405060708), "\1\2\3\4\5\6\7\10");
  EXPECT_EQ(seq_frame(0), std::string(8, '\0'));
  for (const std::uint64_t seq : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{255},
                                  std::numeric_limits<std::uint64_t>::max()})
    EXPECT_EQ(parse_seq_frame(seq_frame(seq)), seq);
  EXPECT_EQ(parse_seq_frame("1234567"), std::nullopt);
  EXPECT_EQ(parse_seq_frame("123456789"), std::nullopt);
}

}  // namespace
}  // namespace scand::proto
