#include "daemon/gateway/request_gate.h"

#include <gtest/gtest.h>

namespace scand::daemon::gateway {
namespace {

Request request_of(std::string method, std::vector<Header> headers = {}) {
  Request request;
  request.method = std::move(method);
  request.path = "/x";
  request.headers = std::move(headers);
  return request;
}

TokenTable table() {
  return TokenTable::parse(
             "alice read "
             "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
      .value();
}

TEST(RequestGate, WithoutTokensEverybodyMayDoEverythingByAddress) {
  const Cors cors({});
  const RequestGate gate(cors, {});
  auto request = request_of("GET");
  EXPECT_FALSE(gate.judge(request, nullptr, "10.0.0.1"));
  EXPECT_EQ(request.client, "10.0.0.1");
  EXPECT_EQ(request.roles.size(), 3U);
}

TEST(RequestGate, WithTokensOnlyWhoHasOne) {
  const Cors cors({});
  const RequestGate gate(cors, {"/health"});
  const auto tokens = table();
  auto known = request_of("GET", {{"authorization", "Bearer abc"}});
  EXPECT_FALSE(gate.judge(known, &tokens, "10.0.0.1"));
  EXPECT_EQ(known.client, "alice");
  EXPECT_EQ(known.roles, std::vector<Role>{Role::read});

  auto without = request_of("GET");
  const auto refused = gate.judge(without, &tokens, "10.0.0.1");
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 401);
  EXPECT_EQ(refused->headers[0], Header("WWW-Authenticate", "Bearer realm=\"scand\""));
  auto wrong = request_of("GET", {{"authorization", "Bearer abd"}});
  EXPECT_NE(gate.judge(wrong, &tokens, "")->headers[0].second.find("invalid_token"),
            std::string::npos);

  auto open = request_of("GET");
  open.path = "/health";
  EXPECT_FALSE(gate.judge(open, &tokens, "10.0.0.1"));
  EXPECT_TRUE(open.roles.empty());
}

TEST(RequestGate, AnswersOptionsOfThePageAndOfTheServer) {
  const Cors cors({"https://desk.example"});
  const RequestGate gate(cors, {});
  const auto tokens = table();
  auto preflight = request_of(
      "OPTIONS", {{"origin", "https://desk.example"}, {"access-control-request-method", "POST"}});
  EXPECT_EQ(gate.judge(preflight, &tokens, "")->status, 204);
  auto whole = request_of("OPTIONS");
  whole.path = "*";
  EXPECT_EQ(gate.judge(whole, nullptr, "")->status, 204);
  auto star = request_of("GET");
  star.path = "*";
  EXPECT_EQ(gate.judge(star, nullptr, "")->status, 400);
}

TEST(RequestGate, APageOfAnotherOriginMayNotAct) {
  const Cors cors({});
  const RequestGate gate(cors, {});
  const std::vector<Header> elsewhere{{"host", "localhost:5001"},
                                      {"origin", "https://evil.example"}};
  auto post = request_of("POST", elsewhere);
  EXPECT_EQ(gate.judge(post, nullptr, "")->status, 403);
  auto get = request_of("GET", elsewhere);
  EXPECT_FALSE(gate.judge(get, nullptr, "")) << "it may ask; the browser keeps the answer from it";
}

}  // namespace
}  // namespace scand::daemon::gateway
