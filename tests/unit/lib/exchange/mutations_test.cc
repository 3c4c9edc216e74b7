// Bodies cut short and bodies with changed bytes go through every route they fit. Whatever comes,
// the decoders return a value. Under the sanitizers this is a quick form of fuzzing.

#include <cmath>
#include <gtest/gtest.h>
#include <random>

#include "recording.h"

#include "lib/base/utf8.h"
#include "lib/exchange/decode_body.h"

namespace scand::lib::exchange {
namespace {

constexpr std::size_t kLargest = 20'000;  // bytes; larger bodies repeat the same few shapes

void expect_sane(const VenueResult<Decoded>& decoded, const std::string& name) {
  if (!decoded.ok()) {
    EXPECT_TRUE(base::valid_utf8(decoded.error().message)) << name;
    EXPECT_FALSE(decoded.error().message.empty()) << name;
    return;
  }
  const auto* const page = std::get_if<CandlesPage>(&*decoded);
  if (page == nullptr) return;
  const Candles& candles = page->candles;
  for (const auto* column : {&candles.open, &candles.high, &candles.low, &candles.close}) {
    ASSERT_EQ(column->size(), candles.size()) << name;
    for (const double value : *column)
      EXPECT_TRUE(std::isfinite(value)) << name;
  }
}

void decode_everywhere(const Recording& recording, const std::string& body) {
  const Descriptor& descriptor = *builtin_registry().find(recording.exchange);
  if (recording.method == "error") {
    const DecodeRequest request{
        RouteKind::candles, descriptor.markets.begin()->first, "", {200, nullptr, body, {}}, {}};
    return expect_sane(decode_body(descriptor, request), recording.name);
  }
  for (const FittingRoute& at : fitting_routes(descriptor, recording.url))
    expect_sane(
        decode_body(descriptor,
                    {at.route->kind, at.market, at.route->name, {200, nullptr, body, {}}, 0.5}),
        recording.name);
}

TEST(Mutations, BodiesCutShort) {
  std::mt19937 random(7);
  for (const Recording& recording : all_recordings(builtin_registry())) {
    if (recording.body.size() > kLargest || recording.body.empty()) continue;
    for (int i = 0; i < 4; ++i) {
      const auto length = random() % recording.body.size();
      decode_everywhere(recording, recording.body.substr(0, length));
    }
  }
}

TEST(Mutations, BodiesWithBytesChanged) {
  static constexpr std::string_view kBytes = "{}[]\",:\\0e-.n \x80\xff";
  std::mt19937 random(11);
  for (const Recording& recording : all_recordings(builtin_registry())) {
    if (recording.body.size() > kLargest || recording.body.empty()) continue;
    for (int i = 0; i < 4; ++i) {
      std::string body = recording.body;
      for (int change = 0; change <= i % 3; ++change)
        body[random() % body.size()] = kBytes[random() % kBytes.size()];
      decode_everywhere(recording, body);
    }
  }
}

TEST(Mutations, ACutBodyNeverPassesForAWholeOne) {
  const Descriptor& okx = *builtin_registry().find("okx");
  const std::string body =
      R"({"code":"0","msg":"","data":[["1761314400000","1","2","1","1.5","3","4","5","1"],)"
      R"(["1761310800000","12","13","11","12.5","30","40","50","1"]]})";
  for (std::size_t length = 0; length < body.size(); ++length) {
    const auto decoded =
        decode_body(okx, {RouteKind::candles,
                          proto::MarketType::spot,
                          "",
                          {200, nullptr, std::string_view(body).substr(0, length), {}},
                          {}});
    EXPECT_FALSE(decoded.ok()) << "cut at " << length;
  }
}

}  // namespace
}  // namespace scand::lib::exchange
