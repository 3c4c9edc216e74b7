#include "lib/rate/bucket_set.h"

#include <gtest/gtest.h>
#include <stdexcept>

#include "start.h"

namespace scand::lib::rate {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

BudgetSpec two_buckets() {
  BudgetSpec spec;
  spec.group = "venue";
  spec.share = 1;
  spec.jitter = milliseconds(0);
  spec.buckets = {{"weight", 100, seconds(60), 40, 1}, {"calls", 2, seconds(1), 1, 1}};
  return spec;
}

double used(const BucketSet& set, std::size_t index, base::MonoTime now = kStart) {
  return set.buckets().at(index).used(now);
}

TEST(BucketSet, IsReadyWhenAllBucketsAre) {
  BucketSet set(two_buckets(), kStart);
  const Cost call{{"weight", 10}, {"calls", 1}};
  set.take(call, kStart);
  set.take(call, kStart);
  EXPECT_EQ(set.ready({{"weight", 10}}, kStart), kStart);
  EXPECT_EQ(set.ready(call, kStart), kStart + seconds(1) + base::Nanos(1));
  EXPECT_EQ(set.ready({{"weight", 90}, {"calls", 1}}, kStart),
            kStart + seconds(60) + base::Nanos(1));
  EXPECT_EQ(used(set, 0), 20);
  EXPECT_EQ(used(set, 1), 2);
}

TEST(BucketSet, AsksWhatWouldBeIfAnotherLeft) {
  const BucketSet set(two_buckets(), kStart);
  EXPECT_EQ(set.ready({{"weight", 60}}, kStart, {{"weight", 40}}), kStart);
  EXPECT_GT(set.ready({{"weight", 61}}, kStart, {{"weight", 40}}), kStart);
  EXPECT_EQ(set.ready({{"weight", 61}}, kStart, {{"calls", 2}}), kStart);
}

TEST(BucketSet, ABucketNamedTwiceCountsTwice) {
  BucketSet set(two_buckets(), kStart);
  const Cost twice{{"calls", 1}, {"calls", 1}};
  EXPECT_EQ(set.ready(twice, kStart), kStart);
  EXPECT_GT(set.ready(twice, kStart, {{"calls", 1}}), kStart);
  set.take(twice, kStart);
  EXPECT_EQ(used(set, 1), 2);
}

TEST(BucketSet, AnUnknownBucketIsOurOwnMistake) {
  BucketSet set(two_buckets(), kStart);
  EXPECT_THROW((void)set.ready({{"weigth", 1}}, kStart), std::logic_error);
  EXPECT_THROW(set.take({{"weigth", 1}}, kStart), std::logic_error);
  set.learn({.bucket = "weigth", .used = 1}, kStart);  // feedback for an unknown bucket is harmless
}

TEST(BucketSet, LearnsByName) {
  BucketSet set(two_buckets(), kStart);
  set.learn({.bucket = "weight", .used = 70}, kStart);
  EXPECT_EQ(used(set, 0), 70);
  EXPECT_EQ(used(set, 1), 0);
}

TEST(BucketSet, MergesAnotherDescriptorOfItsGroup) {
  BucketSet set(two_buckets(), kStart);
  set.take({{"weight", 30}}, kStart);
  auto other = two_buckets();
  other.buckets = {{"weight", 50, seconds(60), 5, 1}, {"third", 5, seconds(1)}};
  set.merge(other, kStart);
  ASSERT_EQ(set.buckets().size(), 3U);
  EXPECT_EQ(set.buckets()[0].allowed(), 50);
  EXPECT_EQ(set.buckets()[0].spec().max_call_cost, 40);
  EXPECT_EQ(used(set, 0), 30);
  EXPECT_EQ(set.ready({{"third", 1}}, kStart), kStart);
}

TEST(BucketSet, ExpectsAndScalesAllItNames) {
  BucketSet set(two_buckets(), kStart);
  set.expect({{"weight", 70}}, kStart);
  EXPECT_EQ(set.buckets()[0].spec().max_call_cost, 70);
  set.scale(0.5, kStart);
  EXPECT_EQ(set.buckets()[0].allowed(), 50);
  EXPECT_EQ(set.buckets()[1].allowed(), 1);
}

}  // namespace
}  // namespace scand::lib::rate
