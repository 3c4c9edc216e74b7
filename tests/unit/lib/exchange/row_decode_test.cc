#include "lib/exchange/row_decode.h"

#include <gtest/gtest.h>

#include "sample_descriptor.h"

namespace scand::lib::exchange {
namespace {

TEST(Page, TheTallyToleratesOneRowInSoMany) {
  const Descriptor descriptor = sample_descriptor();
  const Route& route = *descriptor.market(proto::MarketType::spot)->route("markets");
  RowTally tally;
  EXPECT_FALSE(tally.verdict(descriptor, route, 2));
  tally.accept();
  tally.reject("id");
  EXPECT_FALSE(tally.verdict(descriptor, route, 2));
  tally.reject("name");
  const auto error = tally.verdict(descriptor, route, 2);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message,
            "Sample, route markets (/markets): 2 of 3 rows cannot be read, the first is row 1: no "
            "usable id; the answer cannot be read; check base_url and the exchange's descriptor");
}

TEST(Page, TheCursorIsTextOrNumberOrNothing) {
  const Descriptor descriptor = sample_descriptor();
  const Route& route = *descriptor.market(proto::MarketType::spot)->route("markets");
  const auto cursor = [&](const char* body) {
    BodyReader reader;
    EXPECT_TRUE(reader.load(body).ok());
    return next_cursor(reader, route);
  };
  EXPECT_EQ(cursor(R"({"data":{"next":"abc"}})"), "abc");
  EXPECT_EQ(cursor(R"({"data":{"next":17}})"), "17");
  for (const char* const none : {R"({"data":{"next":""}})", R"({"data":{"next":null}})", "[]"})
    EXPECT_EQ(cursor(none), "") << none;
}

}  // namespace
}  // namespace scand::lib::exchange
