#include "daemon/gateway/scan_order.h"

#include <gtest/gtest.h>

#include "gateway_samples.h"

#include "proto/encoding/json_writer.h"

namespace scand::daemon::gateway {
namespace {

using samples::json;
using samples::post;
using std::chrono::milliseconds;

int fault(const Request& request) {
  const auto order = read_scan_order(request);
  return order.ok() ? 0 : order.error().status;
}
ScanOrder order_of(std::vector<Header> headers, std::vector<Header> query = {}) {
  Request request = post("{}", std::move(headers));
  request.query = std::move(query);
  return read_scan_order(request).value();
}

TEST(ScanOrder, TheBodyIsTheRequest) {
  const auto order = read_scan_order(post(R"({"exchange":["a","b"],"minStrength":60,"odd":null})"));
  ASSERT_TRUE(order.ok());
  EXPECT_EQ(order->body, json(R"({"exchange":["a","b"],"minStrength":60,"odd":null})"));
  EXPECT_EQ(order->wait, std::nullopt);
  EXPECT_EQ(order->applied, "");
}

TEST(ScanOrder, WhatCannotBeReadIs400) {
  for (const char* body : {"{", "[]", "1", "nul", R"({"a":1}{})", R"({"a":1,"a":2})", "\"x\"", " "})
    EXPECT_EQ(fault(post(body)), 400) << body;
  EXPECT_EQ(fault(post("")), 400);
  EXPECT_EQ(fault(post(R"({"type":"ping"})")), 422) << "the envelope is not the client's";
}

TEST(ScanOrder, LengthSizeAndTypeAreJudgedFirst) {
  Request request = post("");
  request.headers.clear();
  EXPECT_EQ(fault(request), 411);
  EXPECT_EQ(fault(post(std::string(proto::kRequestLimits.bytes + 1, ' '))), 413);
  EXPECT_EQ(fault(post("{}", {{"content-type", "application/x-www-form-urlencoded"}})), 415);
  EXPECT_EQ(fault(post("{}", {{"content-type", "application/json; charset=utf-8"}})), 0);
}

TEST(ScanOrder, AnIdempotencyKeyIsTheRequestId) {
  const auto order = read_scan_order(post("{}", {{"idempotency-key", "\"k\""}}));
  ASSERT_TRUE(order.ok());
  EXPECT_EQ(order->body, json(R"({"requestId":"k"})"));
  EXPECT_EQ(fault(post(R"({"requestId":"k"})", {{"idempotency-key", "k"}})), 0);
  const auto both = read_scan_order(post(R"({"requestId":"k"})", {{"idempotency-key", "other"}}));
  ASSERT_FALSE(both.ok());
  EXPECT_EQ(both.error().status, 422);
  EXPECT_EQ(both.error().field, "requestId");
}

TEST(ScanOrder, HowLongToWait) {
  EXPECT_EQ(order_of({{"prefer", "respond-async"}}).wait, milliseconds(0));
  EXPECT_EQ(order_of({{"prefer", "respond-async"}}).applied, "respond-async");
  EXPECT_EQ(order_of({{"prefer", "wait=5"}}).wait, milliseconds(5000));
  EXPECT_EQ(order_of({{"prefer", "wait=5"}}).applied, "wait=5");
  EXPECT_EQ(order_of({{"prefer", "respond-async, wait=5"}}).wait, milliseconds(5000));
  EXPECT_EQ(order_of({{"prefer", "respond-async, wait=5"}}).applied, "respond-async, wait=5");
  EXPECT_EQ(order_of({{"prefer", "wait=0"}}).wait, milliseconds(0));
  EXPECT_EQ(order_of({}, {{"async", "true"}}).wait, milliseconds(0));
  EXPECT_EQ(order_of({}, {{"async", "true"}}).applied, "");
  EXPECT_EQ(order_of({{"prefer", "respond-async"}}, {{"async", "false"}}).wait, std::nullopt);
  Request odd = post("{}");
  odd.query = {{"async", "maybe"}};
  EXPECT_EQ(fault(odd), 422);
}

TEST(ScanOrder, FiltersOfTheLatestSignals) {
  Request request = samples::get("/api/scanner/signals");
  request.query = {{"exchange", "a, b"}, {"exchange", "c"},       {"timeframe", "medium"},
                   {"signal", "BUY"},    {"minStrength", "60.5"}, {"limit", "10"},
                   {"unknown", "1"}};
  EXPECT_EQ(proto::to_json(read_signals_query(request)),
            R"({"exchange":["a","b","c"],"timeframe":"medium","signal":"BUY",)"
            R"("minStrength":60.5,"limit":10.0})");
  request.query = {{"minStrength", "nan"}};
  EXPECT_EQ(read_signals_query(request), json(R"({"minStrength":"nan"})")) << "the broker says so";
}

}  // namespace
}  // namespace scand::daemon::gateway
