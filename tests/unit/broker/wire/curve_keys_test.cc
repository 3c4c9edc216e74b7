#include "broker/wire/curve_keys.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

TEST(CurveKeys, APairMatchesAndDiffersFromTheNext) {
  const auto keys = make_curve_keys();
  EXPECT_EQ(public_key_of(keys.secret), keys.own_public);
  EXPECT_NE(make_curve_keys().own_public, keys.own_public);
  EXPECT_FALSE(public_key_of(SecretKey("short")).has_value());
  EXPECT_TRUE(is_curve_key(keys.own_public));
  EXPECT_FALSE(is_curve_key(keys.own_public + "0"));
  EXPECT_FALSE(is_curve_key(std::string(40, '~')));
  EXPECT_FALSE(is_curve_key(std::string(40, '\0')));
}

TEST(CurveKeys, AFingerprintIsTheHashThatTheShellPrints) {
  // printf %s 0000000000000000000000000000000000000000 | sha256sum
  EXPECT_EQ(fingerprint(std::string(40, '0')), "sha256:9692e67b8378a6f6");
}

}  // namespace
}  // namespace scand::broker
