#include "broker/core/client_ref.h"

#include <gtest/gtest.h>
#include <set>

namespace scand::broker {
namespace {

ClientRef who(int door, std::string routing_id, std::string user) {
  ClientRef one;
  one.endpoint = door;
  one.routing_id = std::move(routing_id);
  one.user = std::move(user);
  return one;
}

TEST(Lane, ATokenAndAKeyOfTheSameNameAreTwoClients) {
  EXPECT_NE(lane_of(who(kGatewayDoor, "link", "desk")), lane_of(who(kPublicDoor, "a", "desk")));
}

TEST(Lane, OneNameIsOneClientOverAllItsConnections) {
  EXPECT_EQ(lane_of(who(kPublicDoor, "a", "desk")), lane_of(who(kPublicDoor, "b", "desk")));
  EXPECT_EQ(lane_of(who(kGatewayDoor, "link", "::1")), lane_of(who(kGatewayDoor, "link", "::1")));
}

TEST(Lane, NoNameOrAddressCanEnterAnotherLane) {
  const std::set<Lane> lanes{
      lane_of(who(kPublicDoor, "desk", "")),       lane_of(who(kPublicDoor, "other", "")),
      lane_of(who(kPublicDoor, "a", "desk")),      lane_of(who(kGatewayDoor, "a", "desk")),
      lane_of(who(kPublicDoor, "a", "http/desk")), lane_of(who(kPublicDoor, "http/desk", "")),
      lane_of(who(kPublicDoor, "curve/desk", "")), lane_of(who(kGatewayDoor, "a", "curve/desk")),
      lane_of(who(kGatewayDoor, "a", "0/desk")),
  };
  EXPECT_EQ(lanes.size(), 9U);
}

}  // namespace
}  // namespace scand::broker
