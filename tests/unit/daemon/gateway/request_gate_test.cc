#include "daemon/gateway/request_gate.h"

#include <gtest/gtest.h>

namespace scand::daemon::gateway {
namespace {

http::Request request_of(std::string method, std::vector<http::Header> headers = {}) {
  http::Request request;
  request.method = std::move(method);
  request.path = "/x";
  request.client = "10.0.0.1";
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
  EXPECT_FALSE(gate.judge(request, nullptr));
  EXPECT_EQ(request.client, "10.0.0.1");
  EXPECT_EQ(request.rights, rights_of({Role::submit, Role::read, Role::admin}));
}

TEST(RequestGate, WithTokensEachRequestNeedsOne) {
  const Cors cors({});
  const RequestGate gate(cors, {"/health"});
  const auto tokens = table();
  auto known = request_of("GET", {{"authorization", "Bearer abc"}});
  EXPECT_FALSE(gate.judge(known, &tokens));
  EXPECT_EQ(known.client, "alice");
  EXPECT_EQ(known.rights, rights_of({Role::read}));

  auto without = request_of("GET");
  const auto refused = gate.judge(without, &tokens);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 401);
  EXPECT_EQ(refused->headers[0], http::Header("WWW-Authenticate", "Bearer realm=\"scand\""));
  auto wrong = request_of("GET", {{"authorization", "Bearer abd"}});
  EXPECT_NE(gate.judge(wrong, &tokens)->headers[0].second.find("invalid_token"), std::string::npos);

  auto open = request_of("GET");
  open.path = "/health";
  EXPECT_FALSE(gate.judge(open, &tokens));
  EXPECT_EQ(open.rights, 0U);
}

TEST(RequestGate, AnswersPreflightAndOptionsOfTheServer) {
  const Cors cors({"https://desk.example"});
  const RequestGate gate(cors, {});
  const auto tokens = table();
  auto preflight = request_of(
      "OPTIONS", {{"origin", "https://desk.example"}, {"access-control-request-method", "POST"}});
  EXPECT_EQ(gate.judge(preflight, &tokens)->status, 204);
  auto whole = request_of("OPTIONS");
  whole.path = "*";
  EXPECT_EQ(gate.judge(whole, nullptr)->status, 204);
  auto star = request_of("GET");
  star.path = "*";
  EXPECT_EQ(gate.judge(star, nullptr)->status, 400);
}

TEST(RequestGate, APageOfAnotherOriginMayNotAct) {
  const Cors cors({});
  const RequestGate gate(cors, {});
  const std::vector<http::Header> elsewhere{{"host", "localhost:5001"},
                                            {"origin", "https://evil.example"}};
  auto post = request_of("POST", elsewhere);
  EXPECT_EQ(gate.judge(post, nullptr)->status, 403);
  auto get = request_of("GET", elsewhere);
  EXPECT_FALSE(gate.judge(get, nullptr)) << "it may ask; the browser keeps the answer from it";
}

}  // namespace
}  // namespace scand::daemon::gateway
