#include "broker/front/request_decoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "broker/core/client_ref.h"
#include "broker/wire/endpoints.h"
#include "tests/kit/broker/broker_fixture.h"

namespace scand::broker {
namespace {

const std::string kJobId(26, '0');

class RequestDecoderTest : public testing::Test {
 protected:
  Incoming decode(proto::MessageType type, const proto::Value& body = {}) {
    return *decoder_.decode(
        0, {"peer", proto::encode_request_message(type, proto::Value("id7"), body)});
  }
  template <class T>
  T event(proto::MessageType type, const proto::Value& body) {
    return std::get<T>(std::get<Event>(decode(type, body)));
  }
  proto::Refusal refusal(const Incoming& request) {
    return std::get<incoming::Refused>(request).refusal;
  }

  proto::ExchangeDirectory directory_ = test::sample_directory();
  RequestDecoder decoder_{directory_, {}, proto::kMessageBytesMax};
};

TEST_F(RequestDecoderTest, ASubmitBecomesAnEventForTheCore) {
  const auto submit = event<event::Submit>(proto::MessageType::scan_submit,
                                           test::scan_of({"OKX", "kr"}, {{"minStrength", 60}}));
  EXPECT_EQ(submit.client.routing_id, "peer");
  EXPECT_FALSE(submit.client.delimiter);
  EXPECT_FALSE(submit.client.correlation.empty());
  ASSERT_EQ(submit.request.exchanges.size(), 2U);
  EXPECT_EQ(submit.request.exchanges[0].name, "OKX");
  EXPECT_EQ(submit.request.exchanges[1].id, "kraken");
}

TEST_F(RequestDecoderTest, EachTypeIsDecoded) {
  const proto::Value job = proto::Value::Map{{"job_id", kJobId}};
  EXPECT_EQ(event<event::Get>(proto::MessageType::scan_get, job).job_id, kJobId);
  EXPECT_EQ(event<event::Cancel>(proto::MessageType::scan_cancel, job).job_id, kJobId);
  const proto::Value wait = proto::Value::Map{{"job_id", kJobId}, {"timeout_ms", 5}};
  EXPECT_EQ(event<event::Wait>(proto::MessageType::scan_wait, wait).timeout_ms, 5U);
  EXPECT_TRUE(std::holds_alternative<incoming::Ping>(decode(proto::MessageType::ping)));
  EXPECT_TRUE(std::holds_alternative<incoming::Status>(decode(proto::MessageType::status)));
  EXPECT_TRUE(
      std::holds_alternative<incoming::Exchanges>(decode(proto::MessageType::exchanges_list)));
  EXPECT_TRUE(std::holds_alternative<incoming::Jobs>(decode(proto::MessageType::scan_list)));
  EXPECT_TRUE(std::holds_alternative<ReadLatest>(decode(proto::MessageType::signals_latest)));
}

TEST_F(RequestDecoderTest, OnlyTheGatewayNamesItsClients) {
  const std::string ping = proto::encode_request_message(proto::MessageType::ping, {}, {});
  const auto named = decoder_.decode(kGatewayRouter, {"gateway", "anna", ping});
  EXPECT_EQ(std::get<incoming::Ping>(*named).client.user, "anna");
  EXPECT_EQ(lane_of(std::get<incoming::Ping>(*named).client), "http/anna");
  const auto from_public = decoder_.decode(kPublicRouter, {"peer", "anna", ping});
  EXPECT_EQ(refusal(*from_public).code, proto::RefusalCode::bad_request);
  EXPECT_TRUE(std::get<incoming::Refused>(*from_public).client.user.empty());
  const auto nameless = decoder_.decode(kGatewayRouter, {"gateway", ping});
  EXPECT_EQ(refusal(*nameless).code, proto::RefusalCode::bad_request);
}

TEST_F(RequestDecoderTest, AReqPeersDelimiterIsRemembered) {
  const std::string ping = proto::encode_request_message(proto::MessageType::ping, {}, {});
  const auto request = decoder_.decode(3, {"peer", "", ping});
  const ClientRef& client = std::get<incoming::Ping>(*request).client;
  EXPECT_TRUE(client.delimiter);
  EXPECT_EQ(client.endpoint, 3);
}

TEST_F(RequestDecoderTest, RefusalsNameTheField) {
  EXPECT_EQ(refusal(decode(proto::MessageType::scan_submit, test::scan_of({"nasdaq"}))).field,
            "exchange");
  EXPECT_EQ(refusal(decode(proto::MessageType::scan_get)).field, "job_id");
  EXPECT_EQ(refusal(decode(proto::MessageType::scan_wait)).field, "job_id");
  EXPECT_EQ(refusal(decode(proto::MessageType::scan_cancel)).field, "job_id");
  EXPECT_EQ(refusal(decode(proto::MessageType::scan_replay)).field, "epoch");
  const auto replay =
      decode(proto::MessageType::scan_replay, proto::Value::Map{{"epoch", "ab"}, {"from_seq", 3}});
  EXPECT_EQ(std::get<ReadResults>(replay).query.from_seq, 3U);
}

TEST_F(RequestDecoderTest, ARefusalCarriesTheCorrelation) {
  const Incoming request = decode(proto::MessageType::scan_get);
  EXPECT_THAT(std::get<incoming::Refused>(request).client.correlation, testing::HasSubstr("id7"));
}

TEST_F(RequestDecoderTest, HostileFramesAreRefused) {
  const std::vector<Frames> hostile{
      {"peer"},
      {"peer", ""},
      {"peer", "", ""},
      {"peer", "x", "y"},
      {"peer", "", "x", "y"},
      {"peer", std::string("\xdd\xff\xff\xff\xff", 5)},         // an array of 4 billion items
      {"peer", std::string(100'000, '\x91')},                   // 100,000 levels deep
      {"peer", std::string(proto::kMessageBytesMax + 1, 'x')},  // too long
      {"peer", "\x80"},                                         // an empty map
      {"peer", "\xc1"},                                         // not msgpack
  };
  for (const Frames& frames : hostile) {
    const auto request = decoder_.decode(0, frames);
    ASSERT_TRUE(request.has_value());
    ASSERT_TRUE(std::holds_alternative<incoming::Refused>(*request)) << frames.back().substr(0, 10);
    EXPECT_EQ(refusal(*request).code, proto::RefusalCode::bad_request);
    EXPECT_FALSE(refusal(*request).message.empty());
  }
}

TEST_F(RequestDecoderTest, NoFramesDecodeToNothing) {
  EXPECT_FALSE(decoder_.decode(0, {}).has_value());
}

TEST_F(RequestDecoderTest, ASmallerSizeLimitHolds) {
  const RequestDecoder strict(directory_, {}, 10);
  const auto request =
      strict.decode(0, {"peer", proto::encode_request_message(proto::MessageType::ping, {}, {})});
  EXPECT_TRUE(std::holds_alternative<incoming::Refused>(*request));
}

}  // namespace

}  // namespace scand::broker
