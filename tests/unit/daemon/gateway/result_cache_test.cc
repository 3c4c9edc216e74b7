#include "daemon/gateway/result_cache.h"

#include <gtest/gtest.h>

namespace scand::daemon::gateway {
namespace {

FinishedScan scan(std::string id, std::size_t bytes) {
  FinishedScan one;
  one.job_id = std::move(id);
  one.json = std::make_shared<const std::string>(bytes, 'x');
  return one;
}

TEST(ResultCache, WhatWasKeptIsFoundAndShared) {
  ResultCache cache(2, 100);
  const FinishedScan kept = scan("a", 10);
  cache.keep(kept);
  ASSERT_TRUE(cache.find("a"));
  EXPECT_EQ(cache.find("a")->json, kept.json);
  EXPECT_FALSE(cache.find("b"));
  EXPECT_EQ(cache.counts().hits, 2U);
  EXPECT_EQ(cache.counts().misses, 1U);
}

TEST(ResultCache, WhatWasAskedForLongestAgoGoesFirst) {
  ResultCache cache(2, 1000);
  cache.keep(scan("a", 1));
  cache.keep(scan("b", 1));
  (void)cache.find("a");
  cache.keep(scan("c", 1));
  EXPECT_TRUE(cache.find("a"));
  EXPECT_FALSE(cache.find("b"));
  EXPECT_TRUE(cache.find("c"));
  EXPECT_EQ(cache.counts().dropped, 1U);
}

TEST(ResultCache, BytesAreBoundedToo) {
  ResultCache cache(10, 100);
  cache.keep(scan("a", 60));
  cache.keep(scan("b", 60));
  EXPECT_FALSE(cache.find("a"));
  EXPECT_EQ(cache.counts().bytes, 60U);
  cache.keep(scan("huge", 101));
  EXPECT_FALSE(cache.find("huge"));
  EXPECT_TRUE(cache.find("b")) << "nothing was thrown out for it";
  cache.keep(scan("b", 60));
  EXPECT_EQ(cache.counts().bytes, 60U) << "once";
}

TEST(ResultCache, CanBeOff) {
  ResultCache cache(0, 100);
  cache.keep(scan("a", 1));
  EXPECT_FALSE(cache.find("a"));
}

}  // namespace
}  // namespace scand::daemon::gateway
