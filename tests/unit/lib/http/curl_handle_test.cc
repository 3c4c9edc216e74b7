#include "lib/http/curl_handle.h"

#include <gtest/gtest.h>
#include <stdexcept>

namespace scand::lib::http {
namespace {

TEST(CurlHandle, TheDefaultsAreUnderstoodByThisLibcurl) {
  const ClientOptions options;
  EXPECT_TRUE(make_multi(options));
  EXPECT_TRUE(make_easy(options));
}

TEST(CurlHandle, AnOptionThatLibcurlRefusesFailsTheStart) {
  ClientOptions options;
  options.user_agent.assign(10u << 20, 'x');  // longer than libcurl takes
  EXPECT_THROW((void)make_easy(options), std::runtime_error);
}

}  // namespace
}  // namespace scand::lib::http
