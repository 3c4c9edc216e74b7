#include "broker/lane.h"

#include <gtest/gtest.h>
#include <set>

namespace scand::broker {
namespace {

ClientRef client(int door, std::string routing_id, std::string user) {
  ClientRef one;
  one.endpoint = door;
  one.routing_id = std::move(routing_id);
  one.user = std::move(user);
  return one;
}

TEST(Lane, ATokenAndAKeyOfOneNameAreTwoClients) {
  EXPECT_NE(lane_of(client(kGatewayDoor, "link", "desk")),
            lane_of(client(kPublicDoor, "a", "desk")));
}

TEST(Lane, OneNameIsOneClientOverAllItsConnections) {
  EXPECT_EQ(lane_of(client(kPublicDoor, "a", "desk")), lane_of(client(kPublicDoor, "b", "desk")));
  EXPECT_EQ(lane_of(client(kGatewayDoor, "link", "::1")),
            lane_of(client(kGatewayDoor, "link", "::1")));
}

TEST(Lane, NoNameAndNoAddressLeadsIntoAnothersLane) {
  const std::set<Lane> lanes{
      lane_of(client(kPublicDoor, "desk", "")),
      lane_of(client(kPublicDoor, "other", "")),
      lane_of(client(kPublicDoor, "a", "desk")),
      lane_of(client(kGatewayDoor, "a", "desk")),
      lane_of(client(kPublicDoor, "a", "http/desk")),
      lane_of(client(kPublicDoor, "http/desk", "")),
      lane_of(client(kPublicDoor, "curve/desk", "")),
      lane_of(client(kGatewayDoor, "a", "curve/desk")),
      lane_of(client(kGatewayDoor, "a", "0/desk")),
  };
  EXPECT_EQ(lanes.size(), 9U);
}

}  // namespace
}  // namespace scand::broker
