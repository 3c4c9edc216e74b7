#include "daemon/http/request_fault.h"

#include <boost/beast/http/error.hpp>
#include <fmt/format.h>

namespace scand::daemon::http {

namespace {

// Whether a request line ends in a version of HTTP other than 1.0 and 1.1.
bool names_other_version(std::string_view text) {
  const auto line = text.substr(0, text.find_first_of("\r\n"));
  constexpr std::size_t kVersionBytes = 8;  // HTTP/2.0
  if (line.size() < kVersionBytes) return false;
  const auto version = line.substr(line.size() - kVersionBytes);
  const auto digit = [](char byte) { return byte >= '0' && byte <= '9'; };
  return version.starts_with("HTTP/") && digit(version[5]) && version[6] == '.' &&
         digit(version[7]) && version != "HTTP/1.0" && version != "HTTP/1.1";
}

Fault header_too_large(std::string_view unread, bool line_read, const Limits& limits) {
  // Beast reports the limit before it looks at the request line, which may well be complete.
  if (!line_read && unread.find("\r\n") == std::string_view::npos)
    return {414, fmt::format("the request line has more than {} bytes; the URI may have {}",
                             limits.header_bytes, limits.uri_bytes)};
  return {431, fmt::format("the header has more than {} bytes", limits.header_bytes)};
}

}  // namespace

Fault parse_fault(int beast_error, std::string_view unread, bool line_read, const Limits& limits) {
  using boost::beast::http::error;
  switch (static_cast<error>(beast_error)) {
    case error::header_limit:
      return header_too_large(unread, line_read, limits);
    case error::body_limit:
      return {413, fmt::format("the body has more than {} bytes", limits.body_bytes)};
    case error::buffer_overflow:
      return {400, "a chunk's size line, or the trailer, is too long"};
    case error::partial_message:
    case error::end_of_stream:
      return {400, "the connection was ended inside a request"};
    case error::bad_version:
      if (names_other_version(unread)) return {505, "only HTTP/1.1 and HTTP/1.0 are supported"};
      return {400, "the request line does not end in HTTP/1.1"};
    case error::bad_method:
      return {400, "the request does not begin with a method; TLS, perhaps?"};
    case error::bad_target:
      return {400, "the request line has no URI, or one with a bad character"};
    case error::bad_content_length:
      return {400, "Content-Length is not a number, is repeated, or comes with Transfer-Encoding"};
    case error::bad_transfer_encoding:
      return {400, "Transfer-Encoding is repeated, or comes with Content-Length"};
    case error::bad_chunk:
      return {400, "a chunk's size or end is wrong"};
    case error::bad_chunk_extension:
      return {400, "a chunk's extension is wrong"};
    default:
      return {400, "a header field is wrong"};
  }
}

Fault size_fault(std::size_t uri_bytes, std::size_t fields, std::size_t header_bytes,
                 const Limits& limits) {
  if (uri_bytes > limits.uri_bytes)
    return {414, fmt::format("the URI has more than {} bytes", limits.uri_bytes)};
  if (fields > limits.fields)
    return {431, fmt::format("more than {} header fields", limits.fields)};
  if (header_bytes > limits.header_bytes)
    return {431, fmt::format("the header has more than {} bytes", limits.header_bytes)};
  return {};
}

}  // namespace scand::daemon::http
