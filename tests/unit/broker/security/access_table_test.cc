#include "broker/security/access_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "broker/wire/curve_keys.h"

namespace scand::broker {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using enum proto::MessageType;

AccessTable table_of(const std::string& text) {
  auto table = AccessTable::parse(text);
  EXPECT_TRUE(table.ok()) << table.error().message;
  return std::move(table).value();
}

std::string fault_of(const std::string& text, int line) {
  const auto table = AccessTable::parse(text);
  if (table.ok()) return "no fault";
  EXPECT_EQ(table.error().line, line);
  return table.error().message;
}

TEST(AccessTable, ReadsNamesRolesAndKeys) {
  const auto one = make_curve_keys().own_public, two = make_curve_keys().own_public;
  const auto table =
      table_of("# comment\n\n desk-1\tsubmit,subscribe  " + one + "\r\nboss admin " + two);
  EXPECT_EQ(table.size(), 2U);
  const auto* desk = table.find(one);
  ASSERT_NE(desk, nullptr);
  EXPECT_EQ(desk->name, "desk-1");
  EXPECT_TRUE(desk->has(Role::submit) && desk->has(Role::subscribe) && !desk->has(Role::admin));
  EXPECT_EQ(table.find(two)->name, "boss");
  EXPECT_EQ(table.find(make_curve_keys().own_public), nullptr);
  EXPECT_EQ(table_of("").size(), 0U);
}

TEST(AccessTable, EachFaultNamesItsLineButNeverTheKey) {
  const auto key = make_curve_keys().own_public;
  const auto good = "a admin " + key + "\n";
  EXPECT_THAT(fault_of(good + "b/c admin " + key, 2), HasSubstr("name"));
  EXPECT_THAT(fault_of("b root " + key, 1), HasSubstr("roles"));
  EXPECT_THAT(fault_of("b submit, admin " + key, 1), HasSubstr("roles"));
  EXPECT_THAT(fault_of("b submit", 1), HasSubstr("public key"));
  EXPECT_THAT(fault_of("b submit " + key.substr(1), 1), HasSubstr("public key"));
  EXPECT_THAT(fault_of("b submit " + key + " more", 1), HasSubstr("public key"));
  const auto twice = fault_of(good + "\nb submit " + key, 3);
  EXPECT_THAT(twice, HasSubstr(fingerprint(key)));
  EXPECT_THAT(twice, Not(HasSubstr(key)));
  EXPECT_THAT(fault_of(std::string((1U << 20U) + 1, '#'), 0), HasSubstr("larger"));
}

TEST(AccessTable, ANameMayHaveTwoKeysWhileOneIsReplaced) {
  const auto old_key = make_curve_keys().own_public, new_key = make_curve_keys().own_public;
  const auto table = table_of("a submit " + old_key + "\na submit " + new_key);
  EXPECT_EQ(table.find(old_key)->name, table.find(new_key)->name);
}

TEST(AccessTable, DetectsThatASubscriberLosesItsRole) {
  const auto key = make_curve_keys().own_public, other = make_curve_keys().own_public;
  const auto before = table_of("a subscribe " + key);
  EXPECT_FALSE(before.loses_subscriber(table_of("a admin " + key)));
  EXPECT_FALSE(before.loses_subscriber(table_of("a subscribe " + key + "\nb admin " + other)));
  EXPECT_TRUE(before.loses_subscriber(table_of("a submit " + key)));
  EXPECT_TRUE(before.loses_subscriber(table_of("a subscribe " + other)));
  EXPECT_FALSE(table_of("a submit " + key).loses_subscriber(table_of("")));
}

TEST(AccessTable, RolesAllowWhatTheSpecificationSays) {
  const auto key = make_curve_keys().own_public;
  const auto client = [&](const std::string& roles) {
    return *table_of("a " + roles + ' ' + key).find(key);
  };
  const ClientAccess submit = client("submit"), subscribe = client("subscribe"),
                     admin = client("admin");
  for (const auto type : {scan_submit, scan_cancel})
    EXPECT_TRUE(may_request(submit, type) && !may_request(subscribe, type) &&
                may_request(admin, type));
  for (const auto type : {scan_replay, scan_list, signals_latest})
    EXPECT_TRUE(!may_request(submit, type) && may_request(subscribe, type) &&
                may_request(admin, type));
  for (const auto type : {scan_get, scan_wait, exchanges_list, status, ping})
    EXPECT_TRUE(may_request(submit, type) && may_request(subscribe, type) &&
                may_request(admin, type));
  EXPECT_TRUE(!may_subscribe(submit) && may_subscribe(subscribe) && may_subscribe(admin));
}

}  // namespace
}  // namespace scand::broker
