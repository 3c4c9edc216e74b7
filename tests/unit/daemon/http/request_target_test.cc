#include "daemon/http/request_target.h"

#include <gtest/gtest.h>

namespace scand::daemon::http {
namespace {

TEST(RequestTarget, IsSplitAndDecoded) {
  const auto target = parse_target("/a%2Fb%20c/%C3%A9?x=1+2&y=%26%3D&flag&=v&&x=3");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/a/b c/\xC3\xA9");
  const std::vector<Header> query{{"x", "1 2"}, {"y", "&="}, {"flag", ""}, {"", "v"}, {"x", "3"}};
  EXPECT_EQ(target->query, query);
}

TEST(RequestTarget, HasFourForms) {
  EXPECT_EQ(parse_target("/")->path, "/");
  EXPECT_EQ(parse_target("*")->path, "*");
  EXPECT_EQ(parse_target("http://host:80/x?a=b")->path, "/x");
  EXPECT_EQ(parse_target("HTTP://host")->path, "/");
  EXPECT_EQ(parse_target("https://host?a=b")->query, (std::vector<Header>{{"a", "b"}}));
  EXPECT_EQ(parse_target("/a+b")->path, "/a+b");
  for (const auto* const wrong : {"", "a", "?", "host:443", "http://", "http:///x", "ftp://h/x"})
    EXPECT_FALSE(parse_target(wrong)) << wrong;
}

TEST(RequestTarget, RejectsWhatItCannotDecode) {
  for (const auto* const wrong :
       {"%", "%4", "%zz", "%4g", "a%", "%00", "%ff", "%c0%af", "%ed%a0%80"})
    EXPECT_FALSE(percent_decode(wrong)) << wrong;
  EXPECT_EQ(percent_decode("%41%7e+"), "A~+");
  EXPECT_EQ(percent_decode("%41%7E+", true), "A~ ");
  EXPECT_FALSE(parse_target("/?a%=1"));
  EXPECT_FALSE(parse_target("/?a=%"));
}

}  // namespace
}  // namespace scand::daemon::http
