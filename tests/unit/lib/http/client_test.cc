#include "lib/http/client.h"

#include <gtest/gtest.h>

namespace scand::lib::http {
namespace {

TEST(Response, FindsTheFirstHeaderOfAName) {
  Response response;
  response.headers = {{"a", "1"}, {"b", ""}, {"a", "2"}};
  EXPECT_EQ(response.header("a"), "1");
  EXPECT_EQ(response.header("b"), "");
  EXPECT_EQ(response.header("c"), "");
}

}  // namespace
}  // namespace scand::lib::http
