#include "lib/http/transfer.h"

#include <thread>

#include "tests/kit/support/http_fixture.h"
#include "tests/kit/support/resolver_trap.h"

namespace scand::lib::http {
namespace {

using std::chrono::milliseconds;

class TransferTest : public HttpTest {};

TEST_F(TransferTest, ARequestLeavesAtMostOnce) {
  CurlClient client(options(), clock_);
  ASSERT_TRUE(get(client, url("plain", "/plain")).ok());
  const int before = asked("/hang-up");
  // On a warm connection the server takes the request and hangs up. libcurl alone would send it
  // again.
  const auto answer = get(client, url("plain", "/hang-up"));
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().kind, ErrorKind::network);
  EXPECT_NE(answer.error().message.find("kept connection"), std::string::npos)
      << answer.error().message;
  EXPECT_EQ(asked("/hang-up"), before + 1);
}

TEST_F(TransferTest, ReportsWhenTheRequestLeft) {
  CurlClient client(options(), clock_);
  EXPECT_TRUE(fetch(client, request(url("good", "/plain"))).sent.has_value());
  EXPECT_TRUE(fetch(client, request(url("good", "/silent"), milliseconds(50))).sent.has_value());
  EXPECT_FALSE(fetch(client, request("http://127.0.0.1:1/")).sent.has_value());
}

TEST_F(TransferTest, AnHttp2RequestThatTimesOutLeavesTheOthersAlone) {
  CurlClient client(options(), clock_);
  client.start(1, request(url("h2", "/silent"), milliseconds(100)));
  client.start(2, request(url("h2", "/drip"), milliseconds(200)));
  const auto late = finish(client);
  ASSERT_EQ(late.size(), 2U);
  for (const auto& one : late)
    EXPECT_EQ(one.outcome.error().kind, ErrorKind::timeout);
  EXPECT_TRUE(get(client, url("h2", "/plain")).ok());
}

// A connection on which a request timed out may be dead; it must not take the next one with it.
TEST_F(TransferTest, AConnectionThatTimedOutIsNotUsedAgain) {
  CurlClient client(options(), clock_);
  const auto first = get(client, url("h2", "/plain"));
  ASSERT_TRUE(first.ok());
  EXPECT_FALSE(get(client, url("h2", "/silent"), milliseconds(100)).ok());
  const auto next = get(client, url("h2", "/plain"));
  ASSERT_TRUE(next.ok());
  EXPECT_NE(next->header("x-front-connection"), first->header("x-front-connection"));
}

TEST_F(TransferTest, NamesAreLookedUpAndCounted) {
  auto wished = options();
  wished.lookups = std::make_shared<LookupGate>();
  CurlClient client(wished, clock_);
  const auto answer = get(client, "https://localhost:" + port("good") + "/plain");
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_FALSE(get(client, "http://nonexistent.invalid/").ok());
  EXPECT_EQ(wished.lookups->running(clock_.mono()), 0U);
}

class HangingName : public HttpTest {
 protected:
  HangingName() : gate_(std::make_shared<LookupGate>()) {}
  [[nodiscard]] ClientOptions gated() const {
    auto wished = options();
    wished.lookups = gate_;
    return wished;
  }
  ~HangingName() override { EXPECT_EQ(trap_.gave_up(), 0U) << "somebody waited for the resolver"; }

  const std::string name_ = "https://host.trapped.invalid/";
  std::shared_ptr<LookupGate> gate_;
  test::ResolverTrap trap_;
};

TEST_F(HangingName, TheDeadlineHoldsAndOthersGoOn) {
  CurlClient client(gated(), clock_);
  client.start(1, request(name_, milliseconds(100)));
  client.start(2, request(url("good", "/plain")));
  const auto all = finish(client);
  ASSERT_EQ(all.size(), 2U);
  for (const auto& one : all) {
    if (one.tag == 2) {
      EXPECT_TRUE(one.outcome.ok());
      continue;
    }
    ASSERT_FALSE(one.outcome.ok());
    EXPECT_EQ(one.outcome.error().kind, ErrorKind::timeout);
    EXPECT_NE(one.outcome.error().message.find("its name is not resolved yet"), std::string::npos)
        << one.outcome.error().message;
  }
  EXPECT_EQ(trap_.caught(), 1U);  // still there: nobody waited for it
  EXPECT_EQ(gate_->running(clock_.mono()), 1U);
}

TEST_F(HangingName, TheConnectTimeoutHolds) {
  auto wished = gated();
  wished.connect_timeout = milliseconds(100);
  CurlClient client(wished, clock_);
  const auto answer = get(client, name_);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().kind, ErrorKind::network);
  EXPECT_EQ(trap_.caught(), 1U);
  EXPECT_EQ(gate_->running(clock_.mono()), 1U);
}

TEST_F(HangingName, NeitherAbortNorTheEndOfTheClientWaits) {
  {
    CurlClient client(gated(), clock_);
    client.start(1, request(name_));
    std::stop_source stop;
    const std::jthread stopper([&] {
      trap_.wait_caught(1);
      stop.request_stop();
    });
    EXPECT_TRUE(client.poll(in(kAmple), stop.get_token()).empty());
    client.abort_all();
    client.start(2, request("https://other.trapped.invalid/"));
    (void)client.poll(in(milliseconds(20)), {});
  }
  trap_.wait_caught(2);
  EXPECT_EQ(trap_.caught(), 2U);
  EXPECT_EQ(gate_->running(clock_.mono()), 2U);
}

TEST_F(HangingName, LookupsLeftBehindAreBounded) {
  CurlClient client(gated(), clock_);
  for (int attempt = 0; attempt < 5; ++attempt) {
    const auto answer = get(client, name_, milliseconds(50));
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().kind, attempt < 2 ? ErrorKind::timeout : ErrorKind::network)
        << answer.error().message;
  }
  EXPECT_EQ(trap_.caught(), 2U);
}

}  // namespace
}  // namespace scand::lib::http
