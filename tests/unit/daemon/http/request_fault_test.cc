#include "daemon/http/request_fault.h"

#include <boost/beast/http/error.hpp>
#include <gtest/gtest.h>

namespace scand::daemon::http {
namespace {

using boost::beast::http::error;

int status_of(error what, std::string_view unread = {}, bool line_read = true) {
  return parse_fault(static_cast<int>(what), unread, line_read, Limits()).status;
}

TEST(RequestFault, KnowsAnotherVersionFromNoVersion) {
  const auto status = [](std::string_view line) { return status_of(error::bad_version, line); };
  EXPECT_EQ(status("GET / HTTP/2.0\r\nmore"), 505);
  EXPECT_EQ(status("GET / HTTP/1.2\r\n"), 505);
  EXPECT_EQ(status("GET / HTTP/1.1\r\n"), 400);
  EXPECT_EQ(status("GET / http/2.0\r\n"), 400);
  EXPECT_EQ(status("HTTP/2"), 400);
  EXPECT_EQ(status(""), 400);
}

TEST(RequestFault, ALargeRequestLineIsNoLargeHeader) {
  EXPECT_EQ(status_of(error::header_limit, "GET /aaa", false), 414);
  EXPECT_EQ(status_of(error::header_limit, "GET / HTTP/1.1\r\nA: b", false), 431);
  EXPECT_EQ(status_of(error::header_limit, "A: aaa", true), 431);
}

TEST(RequestFault, EachErrorHasItsStatus) {
  EXPECT_EQ(status_of(error::body_limit), 413);
  for (const auto what :
       {error::buffer_overflow, error::partial_message, error::bad_method, error::bad_target,
        error::bad_content_length, error::bad_chunk, error::bad_transfer_encoding,
        error::bad_chunk_extension, error::bad_field}) {
    EXPECT_EQ(status_of(what), 400);
    EXPECT_FALSE(parse_fault(static_cast<int>(what), {}, true, Limits()).detail.empty());
  }
}

TEST(RequestFault, SizesAreBounded) {
  const Limits limits;
  EXPECT_FALSE(size_fault(limits.uri_bytes, limits.fields, limits.header_bytes, limits));
  EXPECT_EQ(size_fault(limits.uri_bytes + 1, 0, 0, limits).status, 414);
  EXPECT_EQ(size_fault(0, limits.fields + 1, 0, limits).status, 431);
  EXPECT_EQ(size_fault(0, 0, limits.header_bytes + 1, limits).status, 431);
}

}  // namespace
}  // namespace scand::daemon::http
