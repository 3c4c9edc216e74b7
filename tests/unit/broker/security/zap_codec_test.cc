#include "broker/security/zap_codec.h"

#include <gtest/gtest.h>

#include "broker/wire/curve_keys.h"
#include "broker/wire/endpoints.h"

namespace scand::broker {
namespace {

Frames sample() {
  return {"1.0", "7", kFrontendDomain, "192.0.2.1", "", "CURVE", std::string(32, '\x5a')};
}

TEST(ZapCodec, ReadsARequestOfLibzmq) {
  const auto request = parse_zap_request(sample());
  ASSERT_TRUE(request.has_value());
  EXPECT_EQ(request->request_id, "7");
  EXPECT_EQ(request->domain, kFrontendDomain);
  EXPECT_EQ(request->address, "192.0.2.1");
  EXPECT_EQ(request->public_key, encode_z85(std::string(32, '\x5a')));
}

TEST(ZapCodec, RejectsEverythingElse) {
  EXPECT_FALSE(parse_zap_request({}).has_value());
  for (const auto& [index, text] :
       std::vector<std::pair<std::size_t, std::string>>{{0, "2.0"},
                                                        {5, "NULL"},
                                                        {5, "PLAIN"},
                                                        {6, ""},
                                                        {6, std::string(31, 'x')},
                                                        {3, std::string(256, 'x')}}) {
    Frames frames = sample();
    frames[index] = text;
    EXPECT_FALSE(parse_zap_request(frames).has_value()) << index;
  }
  Frames more = sample();
  more.emplace_back("x");
  EXPECT_FALSE(parse_zap_request(more).has_value());
}

TEST(ZapCodec, TheReplyAdmitsTheUserOrDenies) {
  EXPECT_EQ(make_zap_reply("7", "someone"), (Frames{"1.0", "7", "200", "OK", "someone", ""}));
  EXPECT_EQ(make_zap_reply("7", ""), (Frames{"1.0", "7", "400", "not authorised", "", ""}));
}

}  // namespace
}  // namespace scand::broker
