#include "proto/job_id.h"

#include <gtest/gtest.h>
#include <string>

#include "tests/kit/proto/samples.h"

namespace scand::proto {
namespace {

TEST(JobId, HasOneForm) {
  const std::string id = samples::kJobId;
  EXPECT_TRUE(is_job_id(id));
  EXPECT_TRUE(is_job_id("7zzzzzzzzzzzzzzzzzzzzzzzzz"));
  EXPECT_FALSE(is_job_id("8zzzzzzzzzzzzzzzzzzzzzzzzz"));  // 129 bits
  EXPECT_FALSE(is_job_id(id.substr(1)));
  EXPECT_FALSE(is_job_id(id + "0"));
  EXPECT_FALSE(is_job_id(""));
  for (const char c : {'i', 'l', 'o', 'u', 'A', '.', ' ', '\0'}) {
    std::string spoilt = id;
    spoilt[9] = c;
    EXPECT_FALSE(is_job_id(spoilt)) << c;
  }
}

}  // namespace
}  // namespace scand::proto
