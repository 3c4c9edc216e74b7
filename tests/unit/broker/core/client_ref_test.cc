#include "broker/core/client_ref.h"

#include <gtest/gtest.h>
#include <set>

namespace scand::broker {
namespace {

ClientRef client_ref(int endpoint, std::string routing_id, std::string user) {
  ClientRef one;
  one.endpoint = endpoint;
  one.routing_id = std::move(routing_id);
  one.user = std::move(user);
  return one;
}

TEST(Lane, ATokenAndAKeyOfTheSameNameAreTwoClients) {
  EXPECT_NE(lane_of(client_ref(kGatewayRouter, "link", "desk")),
            lane_of(client_ref(kPublicRouter, "a", "desk")));
}

TEST(Lane, OneNameIsOneClientOverAllItsConnections) {
  EXPECT_EQ(lane_of(client_ref(kPublicRouter, "a", "desk")),
            lane_of(client_ref(kPublicRouter, "b", "desk")));
  EXPECT_EQ(lane_of(client_ref(kGatewayRouter, "link", "::1")),
            lane_of(client_ref(kGatewayRouter, "link", "::1")));
}

TEST(Lane, NoNameOrAddressCanEnterAnotherLane) {
  const std::set<Lane> lanes{
      lane_of(client_ref(kPublicRouter, "desk", "")),
      lane_of(client_ref(kPublicRouter, "other", "")),
      lane_of(client_ref(kPublicRouter, "a", "desk")),
      lane_of(client_ref(kGatewayRouter, "a", "desk")),
      lane_of(client_ref(kPublicRouter, "a", "http/desk")),
      lane_of(client_ref(kPublicRouter, "http/desk", "")),
      lane_of(client_ref(kPublicRouter, "curve/desk", "")),
      lane_of(client_ref(kGatewayRouter, "a", "curve/desk")),
      lane_of(client_ref(kGatewayRouter, "a", "0/desk")),
  };
  EXPECT_EQ(lanes.size(), 9U);
}

}  // namespace
}  // namespace scand::broker
