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
  static ZapRequest asks(const char* domain, const std::string& key) {
    return {"1", domain, "10.0.0.1", key};
  }
  const std::string desk_ = make_curve_keys().own_public, screen_ = make_curve_keys().own_public,
                    stranger_ = make_curve_keys().own_public;
  const std::string both_ = "desk submit " + desk_ + "\nscreen subscribe " + screen_ + "\n";
  base::ManualClock clock_;
  std::vector<Denied> told_;
  AccessControl access_{table(both_), [this](const Denied& denied) { told_.push_back(denied); },
                        clock_};
};

TEST_F(AccessControlTest, LetsInWhoIsKnownUnderItsKey) {
  EXPECT_EQ(access_.admit(asks(kFrontendDomain, desk_)), desk_);
  EXPECT_EQ(access_.admit(asks(kFrontendDomain, screen_)), screen_);
  EXPECT_EQ(access_.admit(asks(kPublisherDomain, screen_)), screen_);
  EXPECT_TRUE(told_.empty());
}

TEST_F(AccessControlTest, CountsDenialsByEndpointAndTellsOnceAMinuteWithTheFingerprint) {
  EXPECT_EQ(access_.admit(asks(kPublisherDomain, desk_)), "");
  EXPECT_EQ(access_.admit(asks(kFrontendDomain, stranger_)), "");
  EXPECT_EQ(access_.admit(asks("another", stranger_)), "");
  ASSERT_EQ(told_.size(), 1U);
  EXPECT_EQ(told_[0].name, "desk");
  EXPECT_EQ(told_[0].fingerprint, fingerprint(desk_));
  clock_.advance(std::chrono::minutes(1));
  EXPECT_EQ(access_.admit(asks(kFrontendDomain, stranger_)), "");
  ASSERT_EQ(told_.size(), 2U);
  EXPECT_EQ(told_[1].unlogged, 2U);
  EXPECT_EQ(access_.counters().frontend_denied, 2U);
  EXPECT_EQ(access_.counters().publisher_denied, 2U);
  EXPECT_EQ(access_.counters().unlogged, 2U);
}

TEST_F(AccessControlTest, ARevokedKeyIsUnknownThoughItsNameLivesOn) {
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
