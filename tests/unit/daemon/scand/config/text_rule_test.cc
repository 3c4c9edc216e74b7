#include "daemon/scand/config/text_rule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;

bool fine(TextRule rule, std::string_view text) {
  return !text_fault(rule, text);
}

TEST(TextRule, AcceptsEndpointsAndKnowsWhichAreLoopback) {
  for (const auto* text :
       {"tcp://127.0.0.1:5555", "tcp://127.8.9.1:1", "tcp://[::1]:65535", "tcp://127.0.0.1:*"}) {
    EXPECT_TRUE(fine(TextRule::tcp_endpoint, text)) << text;
    EXPECT_TRUE(is_loopback(text)) << text;
  }
  for (const auto* text : {"tcp://0.0.0.0:5555", "tcp://*:5555", "tcp://192.168.1.2:5555",
                           "tcp://[::]:5555", "tcp://[2001:db8::1]:5555"}) {
    EXPECT_TRUE(fine(TextRule::tcp_endpoint, text)) << text;
    EXPECT_FALSE(is_loopback(text)) << text;
  }
}

TEST(TextRule, RefusesOtherTextsAsEndpoints) {
  for (const auto* text :
       {"", "127.0.0.1:5555", "tcp://127.0.0.1", "tcp://127.0.0.1:", "tcp://127.0.0.1:0",
        "tcp://127.0.0.1:65536", "tcp://127.0.0.1:55x", "udp://127.0.0.1:5555",
        "tcp://127.0.0.1.evil.example:5555", "tcp://[::1:5555", "tcp://localhost:5555"})
    EXPECT_FALSE(fine(TextRule::tcp_endpoint, text)) << text;
}

TEST(TextRule, AcceptsUrls) {
  for (const auto* text : {"", "http://127.0.0.1:8080/binance", "https://api.example.com",
                           "https://[::1]:8443/x/y", "http://host/"})
    EXPECT_TRUE(fine(TextRule::http_url_or_empty, text)) << text;
  for (const auto* text : {"api.example.com", "ftp://x", "https://", "https:///path",
                           "http://host:port", "http://host:99999", "http://a b", "http://h/?q=1"})
    EXPECT_FALSE(fine(TextRule::http_url_or_empty, text)) << text;
}

TEST(TextRule, AcceptsProxies) {
  EXPECT_TRUE(fine(TextRule::proxy_or_empty, "socks5h://127.0.0.1:9050"));
  EXPECT_TRUE(fine(TextRule::proxy_or_empty, "http://user:word@proxy:3128"));
  EXPECT_FALSE(fine(TextRule::proxy_or_empty, "http://proxy:3128/path"));
  EXPECT_FALSE(fine(TextRule::proxy_or_empty, "proxy:3128"));
}

TEST(TextRule, AcceptsAddresses) {
  EXPECT_TRUE(fine(TextRule::ip_or_empty, ""));
  EXPECT_TRUE(fine(TextRule::ip_or_empty, "192.0.2.7"));
  EXPECT_TRUE(fine(TextRule::ip_or_empty, "2001:db8::7"));
  EXPECT_FALSE(fine(TextRule::ip_or_empty, "192.0.2"));
  EXPECT_FALSE(fine(TextRule::ip_or_empty, "eth0"));
}

TEST(TextRule, RefusesControlCharactersAndOverlongText) {
  EXPECT_FALSE(fine(TextRule::any, "a\nHost: evil"));
  EXPECT_FALSE(fine(TextRule::any, std::string_view("a\0b", 3)));
  EXPECT_FALSE(fine(TextRule::any, std::string(5000, 'a')));
  EXPECT_TRUE(fine(TextRule::any, "scand/0.1 (ops@example.com)"));
}

}  // namespace
}  // namespace scand::daemon
