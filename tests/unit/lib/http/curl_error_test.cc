#include "lib/http/curl_error.h"

#include <curl/curl.h>

#include "tests/kit/support/http_fixture.h"

namespace scand::lib::http {
namespace {

using std::chrono::milliseconds;
using testing::Test;

TEST(CurlError, SaysWhatWhereAndWhatToDo) {
  const TransferStory story{"api.example.com", Phase::connecting, milliseconds(12), 0,
                            "certificate has expired"};
  const auto failure = failure_of(CURLE_PEER_FAILED_VERIFICATION, story);
  EXPECT_EQ(failure.kind, ErrorKind::tls);
  EXPECT_EQ(failure.message,
            "api.example.com: the certificate is not accepted (certificate has expired) after 12 "
            "ms; check this machine's clock, the CA bundle (http.ca_file) and whether a proxy "
            "intercepts TLS");
}

TEST(CurlError, EachCodeHasAKind) {
  const TransferStory story{"host", Phase::connecting, milliseconds(1), 0, ""};
  EXPECT_EQ(failure_of(CURLE_COULDNT_RESOLVE_HOST, story).kind, ErrorKind::network);
  EXPECT_EQ(failure_of(CURLE_OPERATION_TIMEDOUT, story).kind, ErrorKind::network);
  EXPECT_EQ(failure_of(CURLE_SSL_CACERT_BADFILE, story).kind, ErrorKind::tls);
  EXPECT_EQ(failure_of(CURLE_URL_MALFORMAT, story).kind, ErrorKind::fatal);
  EXPECT_EQ(failure_of(CURLE_UNSUPPORTED_PROTOCOL, story).kind, ErrorKind::fatal);
  const auto unknown = failure_of(CURLE_LDAP_CANNOT_BIND, story);
  EXPECT_EQ(unknown.kind, ErrorKind::network);
  EXPECT_NE(unknown.message.find("libcurl error 38"), std::string::npos) << unknown.message;
}

TEST(CurlError, ADeadlineSaysHowFarItGot) {
  TransferStory story{"host", Phase::queued, milliseconds(50), 0, ""};
  const auto message = [&](Phase phase) {
    story.phase = phase;
    EXPECT_EQ(deadline_failure(story).kind, ErrorKind::timeout);
    return deadline_failure(story).message;
  };
  EXPECT_NE(message(Phase::queued).find("free connection"), std::string::npos);
  EXPECT_NE(message(Phase::lookup).find("not resolved"), std::string::npos);
  EXPECT_NE(message(Phase::connecting).find("not connected"), std::string::npos);
  EXPECT_NE(message(Phase::waiting).find("no answer yet"), std::string::npos);
  story.body_bytes = 7;
  EXPECT_NE(message(Phase::receiving).find("7 bytes"), std::string::npos);
}

TEST(CurlError, FindsTheHostInAUrl) {
  EXPECT_EQ(host_of("https://api.x.com/v1?q=a/b"), "api.x.com");
  EXPECT_EQ(host_of("http://127.0.0.1:8080"), "127.0.0.1:8080");
  EXPECT_EQ(host_of("http://user:word@host:1?x"), "host:1");
  EXPECT_EQ(host_of("host/path"), "host");
  EXPECT_EQ(host_of(""), "");
}

// The same through the real library and a real server.
class CurlErrorOnTheWire : public HttpTest {
 protected:
  static void expect(const Result<Response>& outcome, ErrorKind kind, const std::string& words) {
    ASSERT_FALSE(outcome.ok()) << outcome->status;
    EXPECT_EQ(proto::name(outcome.error().kind), proto::name(kind)) << outcome.error().message;
    EXPECT_NE(outcome.error().message.find(words), std::string::npos) << outcome.error().message;
  }
};

TEST_F(CurlErrorOnTheWire, CertificatesAreVerified) {
  expect(get(url("wrong_name", "/plain")), ErrorKind::tls, "the certificate is not accepted");
  expect(get(url("expired", "/plain")), ErrorKind::tls, "expired");
  expect(get(url("unknown_ca", "/plain")), ErrorKind::tls, "issuer");
  ClientOptions trusting_the_system;
  CurlClient client(trusting_the_system, clock_);
  expect(get(client, url("good", "/plain")), ErrorKind::tls, "http.ca_file");
}

TEST_F(CurlErrorOnTheWire, ACaFileThatIsNotThere) {
  auto wished = options();
  wished.ca_file = "/no/such/file.pem";
  CurlClient client(wished, clock_);
  expect(get(client, url("good", "/plain")), ErrorKind::tls, "the CA bundle cannot be read");
}

TEST_F(CurlErrorOnTheWire, NobodyThere) {
  expect(get("http://127.0.0.1:1/"), ErrorKind::network, "127.0.0.1:1: cannot connect");
  expect(get("https://nonexistent.invalid/"), ErrorKind::network,
         "nonexistent.invalid: the name cannot be resolved");
  expect(get("ftp://127.0.0.1/"), ErrorKind::fatal, "not an http or https URL");
  expect(get("http://127.0.0.1:notaport/"), ErrorKind::fatal, "not a URL");
}

TEST_F(CurlErrorOnTheWire, APortThatLetsNobodyIn) {
  auto wished = options();
  wished.connect_timeout = milliseconds(50);
  CurlClient client(wished, clock_);
  expect(get(client, url("full", "/plain")), ErrorKind::network, "no connection in time");
  expect(get(url("full", "/plain"), milliseconds(50)), ErrorKind::timeout, "not connected yet");
}

TEST_F(CurlErrorOnTheWire, TheDeadlineEndsWhatIsSilentOrSlow) {
  expect(get(url("good", "/silent"), milliseconds(100)), ErrorKind::timeout, "no answer yet");
  expect(get(url("good", "/drip"), milliseconds(200)), ErrorKind::timeout, "1 bytes of the body");
}

TEST_F(CurlErrorOnTheWire, BrokenAnswers) {
  expect(get(url("good", "/short-length")), ErrorKind::network, "ended before the answer did");
  expect(get(url("good", "/short-chunk")), ErrorKind::network, "");
  expect(get(url("plain", "/reset")), ErrorKind::network, "broke while receiving");
  expect(get(url("good", "/hang-up")), ErrorKind::network, "");
  expect(get(url("slam", "/plain")), ErrorKind::network, "closed in the TLS handshake");
  expect(get(url("good", "/bad-gzip")), ErrorKind::bad_response, "compression is broken");
  expect(get(url("plain", "/not-http")), ErrorKind::bad_response, "the answer is not HTTP");
}

TEST_F(CurlErrorOnTheWire, AnswersThatAreTooLarge) {
  CurlClient client(options(), clock_);
  for (const std::string path : {"/endless", "/bomb", "/long"}) {
    auto asked = request(url("good", path));
    asked.max_body_bytes = 1u << 20;
    expect(fetch(client, asked).outcome, ErrorKind::bad_response, "larger than the 1048576 bytes");
  }
  expect(get(client, url("good", "/big-headers")), ErrorKind::bad_response,
         "the headers are larger than the 65536 bytes");
  auto exact = request(url("good", "/gzip"));
  exact.max_body_bytes = 10000;
  EXPECT_TRUE(fetch(client, exact).outcome.ok());
  exact.max_body_bytes = 9999;
  expect(fetch(client, exact).outcome, ErrorKind::bad_response, "9999 bytes allowed");
}

TEST_F(CurlErrorOnTheWire, FailuresLeaveTheClientUsable) {
  CurlClient client(options(), clock_);
  EXPECT_FALSE(get(client, url("good", "/silent"), milliseconds(50)).ok());
  EXPECT_FALSE(get(client, url("expired", "/plain")).ok());
  EXPECT_FALSE(get(client, url("good", "/short-length")).ok());
  const auto answer = get(client, url("good", "/plain"));
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_EQ(answer->body, "xxxxx");
}

}  // namespace
}  // namespace scand::lib::http
