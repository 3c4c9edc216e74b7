#include "broker/core/idempotency.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

using enum Idempotency::Match;

proto::ScanRequest keyed(const std::string& key, double min_strength = 50) {
  proto::ScanRequest request;
  request.request_id = key;
  request.min_strength = min_strength;
  return request;
}
RequestPtr shared(const proto::ScanRequest& request) {
  return std::make_shared<const proto::ScanRequest>(request);
}

TEST(Idempotency, TheSameKeyAndBodyIsTheSameJob) {
  Idempotency keys;
  EXPECT_EQ(keys.look_up(keyed("k")).match, fresh);
  keys.remember("job", shared(keyed("k")));
  EXPECT_EQ(keys.look_up(keyed("k")).match, same);
  EXPECT_EQ(keys.look_up(keyed("k")).job_id, "job");
}

TEST(Idempotency, AnotherBodyIsAConflict) {
  Idempotency keys;
  keys.remember("job", shared(keyed("k")));
  EXPECT_EQ(keys.look_up(keyed("k", 60)).match, conflict);
  EXPECT_EQ(keys.look_up(keyed("k", 60)).job_id, "job");
}

TEST(Idempotency, NoKeyIsAlwaysFresh) {
  Idempotency keys;
  keys.remember("job", shared(keyed("")));
  EXPECT_EQ(keys.look_up(keyed("")).match, fresh);
  EXPECT_EQ(keys.size(), 0U);
}

TEST(Idempotency, OnlyTheJobThatHoldsAKeyCanForgetIt) {
  Idempotency keys;
  keys.remember("job", shared(keyed("k")));
  keys.forget("other", keyed("k"));
  EXPECT_EQ(keys.look_up(keyed("k")).match, same);
  keys.forget("job", keyed("k"));
  EXPECT_EQ(keys.look_up(keyed("k")).match, fresh);
}

}  // namespace
}  // namespace scand::broker
