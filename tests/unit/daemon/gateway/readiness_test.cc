#include "daemon/gateway/readiness.h"

#include <gtest/gtest.h>

#include "gateway_samples.h"

namespace scand::daemon::gateway {
namespace {

std::string checks(const BrokerHealth& health) {
  std::string names;
  for (const NotReady& reason : not_ready(health))
    names += reason.check + ' ';
  return names;
}

TEST(Readiness, SaysEveryReason) {
  BrokerHealth health;
  health.status.gauges = {{"workers", 4}, {"workers_stuck", 0}, {"journal_failing", 0}};
  EXPECT_EQ(checks(health), "");
  health.status.draining = true;
  EXPECT_EQ(checks(health), "draining ");
  health.status.gauges["journal_failing"] = 1;
  health.status.gauges["workers_stuck"] = 3;
  EXPECT_EQ(checks(health), "draining journal ") << "one worker is left";
  health.status.gauges["workers_stuck"] = 4;
  health.silent = std::chrono::seconds(11);
  EXPECT_EQ(checks(health), "broker draining journal workers ");
}

TEST(Readiness, IsAnsweredWithTheReasons) {
  EXPECT_EQ(readiness_response({}).status, 200);
  const http::Response no = readiness_response({{"draining", "going down"}});
  EXPECT_EQ(no.status, 503);
  EXPECT_EQ(samples::header(no, "Retry-After"), "5");
  EXPECT_EQ(samples::text_in(samples::body_of(no), "detail"), "going down");
}

}  // namespace
}  // namespace scand::daemon::gateway
