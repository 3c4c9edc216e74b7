#include "broker/security/access_control.h"

#include <gtest/gtest.h>
#include <vector>

#include "broker/wire/curve_keys.h"
#include "broker/wire/endpoints.h"

namespace scand::broker {
namespace {

class AccessControlTest : public testing::Test {
 protected:
  static AccessTable table(const std::string& text) { return AccessTable::parse(text).value(); }
  static ZapRequest zap_request(const char* domain, const std::string& key) {
    return {"1", domain, "10.0.0.1", key};
  }
  const std::string desk_ = make_curve_keys().own_public, screen_ = make_curve_keys().own_public,
                    stranger_ = make_curve_keys().own_public;
  const std::string both_ = "desk submit " + desk_ + "\nscreen subscribe " + screen_ + "\n";
  base::ManualClock clock_;
  std::vector<Denial> denials_;
  AccessControl access_{table(both_), [this](const Denial& denied) { denials_.push_back(denied); },
                        clock_};
};

TEST_F(AccessControlTest, AdmitsKnownClientsUnderTheirKey) {
  EXPECT_EQ(access_.authenticate(zap_request(kFrontendDomain, desk_)), desk_);
  EXPECT_EQ(access_.authenticate(zap_request(kFrontendDomain, screen_)), screen_);
  EXPECT_EQ(access_.authenticate(zap_request(kPublisherDomain, screen_)), screen_);
  EXPECT_TRUE(denials_.empty());
}

TEST_F(AccessControlTest, CountsDenialsByEndpointAndReportsOneAMinuteWithTheFingerprint) {
  EXPECT_EQ(access_.authenticate(zap_request(kPublisherDomain, desk_)), "");
  EXPECT_EQ(access_.authenticate(zap_request(kFrontendDomain, stranger_)), "");
  EXPECT_EQ(access_.authenticate(zap_request("another", stranger_)), "");
  ASSERT_EQ(denials_.size(), 1U);
  EXPECT_EQ(denials_[0].client, "desk");
  EXPECT_EQ(denials_[0].fingerprint, fingerprint(desk_));
  clock_.advance(std::chrono::minutes(1));
  EXPECT_EQ(access_.authenticate(zap_request(kFrontendDomain, stranger_)), "");
  ASSERT_EQ(denials_.size(), 2U);
  EXPECT_EQ(denials_[1].unlogged, 2U);
  EXPECT_EQ(access_.counters().frontend_denied, 2U);
  EXPECT_EQ(access_.counters().publisher_denied, 2U);
  EXPECT_EQ(access_.counters().unlogged, 2U);
}

TEST_F(AccessControlTest, ARevokedKeyIsUnknownEvenIfItsNameStays) {
  EXPECT_EQ(access_.find(desk_)->name, "desk");
  EXPECT_FALSE(
      access_.replace(table("desk submit " + stranger_ + "\nscreen subscribe " + screen_)));
  EXPECT_FALSE(access_.find(desk_).has_value());
  EXPECT_EQ(access_.find(stranger_)->name, "desk");
  EXPECT_TRUE(access_.replace(table("desk submit " + stranger_)));
  EXPECT_FALSE(access_.find("").has_value());
}

}  // namespace
}  // namespace scand::broker
