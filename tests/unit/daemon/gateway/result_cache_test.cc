#include "daemon/gateway/result_cache.h"

#include <gtest/gtest.h>
#include <memory>

namespace scand::daemon::gateway {
namespace {

FinishedScan scan(std::string id, std::size_t bytes) {
  FinishedScan one;
  one.job_id = std::move(id);
  one.json = std::make_shared<const std::string>(bytes, 'x');
  return one;
}

TEST(ResultCache, FindsAndSharesWhatItKeeps) {
  ResultCache cache(2, 100);
  const FinishedScan kept = scan("a", 10);
  cache.keep(kept);
  ASSERT_TRUE(cache.find("a"));
  EXPECT_EQ(cache.find("a")->json, kept.json);
  EXPECT_FALSE(cache.find("b"));
  EXPECT_EQ(cache.counts().hits, 2U);
  EXPECT_EQ(cache.counts().misses, 1U);
}

TEST(ResultCache, TheLeastRecentlyUsedGoesFirst) {
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

TEST(ResultCache, CompressedFormsCount) {
  ResultCache cache(10, 10'000);
  const FinishedScan first = cache.keep(scan("a", 5'000));
  cache.keep(scan("b", 4'900));
  EXPECT_EQ(cache.counts().compressed_bytes, 0U);
  const auto found = cache.find("a");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->gzip, first.gzip) << "compressed once for whoever asks";
  const auto packed = found->gzip->of(*found->json);
  EXPECT_EQ(cache.counts().bytes, 9'900 + packed->size());
  EXPECT_EQ(cache.counts().compressed_bytes, packed->size());
  (void)first.gzip->of(*first.json);
  EXPECT_EQ(cache.counts().bytes, 9'900 + packed->size()) << "once";
}

TEST(ResultCache, ACompressedFormMakesRoomForItself) {
  ResultCache cache(10, 10'000);
  cache.keep(scan("a", 5'000));
  const FinishedScan late = cache.keep(scan("b", 4'999));
  const auto packed = late.gzip->of(*late.json);
  EXPECT_FALSE(cache.find("a")) << "there were two bytes left";
  EXPECT_EQ(cache.counts().bytes, 4'999 + packed->size());
  EXPECT_EQ(cache.counts().dropped, 1U);
  cache.keep(scan("c", 9'999));
  EXPECT_FALSE(cache.find("b"));
  EXPECT_EQ(cache.counts().bytes, 9'999U) << "what went took its compressed form along";
  EXPECT_EQ(cache.counts().compressed_bytes, 0U);
}

TEST(ResultCache, AnAnswerMayOutliveItsEntryAndTheCache) {
  auto cache = std::make_unique<ResultCache>(1, 10'000);
  const FinishedScan gone = cache->keep(scan("a", 5'000));
  cache->keep(scan("b", 5'000));
  EXPECT_TRUE(gone.gzip->of(*gone.json));
  EXPECT_EQ(cache->counts().bytes, 5'000U);
  const FinishedScan last = cache->keep(scan("c", 5'000));
  cache.reset();
  EXPECT_TRUE(last.gzip->of(*last.json));
}

TEST(ResultCache, KeepingAScanAgainReturnsTheFirstCopy) {
  ResultCache cache(2, 100);
  const FinishedScan first = cache.keep(scan("a", 10));
  EXPECT_EQ(cache.keep(scan("a", 10)).json, first.json);
}

TEST(ResultCache, CanBeOff) {
  ResultCache cache(0, 100);
  cache.keep(scan("a", 1));
  EXPECT_FALSE(cache.find("a"));
}

}  // namespace
}  // namespace scand::daemon::gateway
