#include "daemon/gateway/request_reader.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <fmt/format.h>
#include <utility>

#include "daemon/gateway/ascii.h"
#include "daemon/gateway/header_rules.h"
#include "daemon/gateway/request_target.h"

namespace scand::daemon::gateway {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
using http::error;

std::string_view view(beast::string_view text) {
  return {text.data(), text.size()};
}

// The last chunk with its two line ends; Beast's parser may not be asked about fewer bytes of a
// chunked body than that, and no chunked body ends with fewer still unread.
constexpr std::size_t kLastChunkBytes = 5;
// A chunk's size line with its extensions, or the trailer. Real ones have a few bytes.
constexpr std::size_t kChunkLineBytesMax = 4096;

}  // namespace

// Takes down what Beast finds.
class RequestReader::Parser final : public http::basic_parser<true> {
 public:
  explicit Parser(const HttpLimits& limits) : limits_(limits) {
    header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    body_limit(limits.body_bytes);
  }

  Request request;
  RequestFraming framing;
  std::string target;
  ReadFault refusal;     // ours, not Beast's
  bool started = false;  // the request line is there

 private:
  void refuse(int status, std::string detail, beast::error_code& code) {
    refusal = {status, std::move(detail)};
    code = error::bad_field;
  }

  void on_request_impl(http::verb, beast::string_view method, beast::string_view uri, int version,
                       beast::error_code& code) override {
    started = true;
    request.method = view(method);
    framing.http10 = version == 10;
    if (uri.size() > limits_.uri_bytes)
      return refuse(414, fmt::format("the URI has more than {} bytes", limits_.uri_bytes), code);
    target = view(uri);
  }
  void on_field_impl(http::field, beast::string_view name, beast::string_view value,
                     beast::error_code& code) override {
    if (is_header_done()) return;  // a trailer's: nothing of ours is announced in one
    if (request.headers.size() >= limits_.fields)
      return refuse(431, fmt::format("more than {} header fields", limits_.fields), code);
    request.headers.emplace_back(lower_case(view(name)), view(value));
  }
  void on_header_impl(beast::error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, beast::error_code&) override {}
  std::size_t on_body_impl(beast::string_view bytes, beast::error_code&) override {
    request.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes,
                                 beast::error_code&) override {
    request.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_finish_impl(beast::error_code&) override {}
  void on_response_impl(int, beast::string_view, int, beast::error_code&) override {}

  const HttpLimits& limits_;
};

RequestReader::RequestReader(const HttpLimits& limits) : limits_(limits) {}
RequestReader::~RequestReader() = default;

RequestReader::Phase RequestReader::phase() const {
  return phase_;
}
const ReadFault& RequestReader::fault() const {
  return fault_;
}
const RequestFraming& RequestReader::framing() const {
  return parser_->framing;
}
Request& RequestReader::request() {
  return parser_->request;
}

void RequestReader::start() {
  parser_ = std::make_unique<Parser>(limits_);
  header_bytes_ = 0;
  phase_ = Phase::header;
}

std::size_t RequestReader::feed(std::string_view bytes) {
  std::size_t used = 0;
  if (phase_ == Phase::nothing) {
    // Before a request line, empty lines are let pass (RFC 9112 section 2.2).
    while (bytes.substr(used).starts_with("\r\n"))
      used += 2;
    bytes.remove_prefix(used);
    if (bytes.empty() || bytes == "\r") return used;
    start();
  }
  return used + (phase_ == Phase::header ? feed_header(bytes) : feed_body(bytes));
}

std::size_t RequestReader::feed_header(std::string_view bytes) {
  beast::error_code code;
  const auto used = parser_->put({bytes.data(), bytes.size()}, code);
  header_bytes_ += used;
  if (code == error::need_more) code = {};
  // After any other error what follows need not be header.
  const auto pending = code || parser_->is_header_done() ? 0 : bytes.size() - used;
  if (code == error::header_limit || header_bytes_ + pending > limits_.header_bytes) {
    header_too_large(bytes);
  } else if (code) {
    refuse(parser_->refusal.status != 0 ? parser_->refusal : fault_of(code.value(), bytes));
  } else if (parser_->is_header_done() && accept_header()) {
    phase_ = parser_->is_done() ? Phase::whole : Phase::body;
  }
  return used;
}

std::size_t RequestReader::feed_body(std::string_view bytes) {
  std::size_t used = 0;
  beast::error_code code;
  while (!code && !parser_->is_done()) {
    const auto rest = bytes.substr(used);
    if (rest.empty() || (parser_->chunked() && rest.size() < kLastChunkBytes)) return used;
    used += parser_->put({rest.data(), rest.size()}, code);
  }
  if (parser_->is_done()) {
    phase_ = Phase::whole;
  } else if (code != error::need_more) {
    refuse(fault_of(code.value(), {}));
  } else if (bytes.size() - used > kChunkLineBytesMax) {
    refuse({400, "a chunk's size line, or the trailer, is too long"});
  }
  return used;
}

// Beast may not have looked at the request line yet, though it is there.
void RequestReader::header_too_large(std::string_view bytes) {
  if (!parser_->started && bytes.find("\r\n") == std::string_view::npos)
    return refuse({414, fmt::format("the request line has more than {} bytes; the URI may have {}",
                                    limits_.header_bytes, limits_.uri_bytes)});
  refuse({431, fmt::format("the header has more than {} bytes", limits_.header_bytes)});
}

void RequestReader::refuse(ReadFault fault) {
  fault_ = std::move(fault);
  phase_ = Phase::faulty;
}

// Of an error of the parser's. `line` begins with the request line where that is what is wrong.
ReadFault RequestReader::fault_of(int beast_error, std::string_view line) const {
  switch (static_cast<error>(beast_error)) {
    case error::body_limit:
      return {413, fmt::format("the body has more than {} bytes", limits_.body_bytes)};
    case error::bad_version:
      if (names_other_version(line)) return {505, "HTTP/1.1 and HTTP/1.0 are spoken here"};
      return {400, "the request line does not end in HTTP/1.1"};
    case error::bad_method:
      return {400, "the request does not begin with a method; TLS, perhaps?"};
    case error::bad_target:
      return {400, "the request line has no URI, or one with a bad character"};
    case error::bad_content_length:
      return {400, "Content-Length is no number, or stands beside another or Transfer-Encoding"};
    case error::bad_transfer_encoding:
      return {400, "Transfer-Encoding stands twice, or beside Content-Length"};
    case error::bad_chunk:
      return {400, "a chunk's size or end is wrong"};
    case error::bad_chunk_extension:
      return {400, "a chunk's extension is wrong"};
    default:
      return {400, "a header field is wrong"};
  }
}

bool RequestReader::accept_header() {
  auto& request = parser_->request;
  auto& framing = parser_->framing;
  framing.keep_alive = parser_->keep_alive();
  framing.has_body = !parser_->is_done();
  framing.sized = parser_->chunked() || parser_->content_length().has_value();
  if (auto fault = check_header(request, framing); fault.status != 0) {
    refuse(std::move(fault));
    return false;
  }
  auto target = parse_target(parser_->target);
  if (!target) {
    refuse({400, "the URI is not a path, or has a percent sign without two hex digits behind it"});
    return false;
  }
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  return true;
}

void RequestReader::end() {
  if (phase_ == Phase::header || phase_ == Phase::body)
    refuse({400, "the connection was ended inside a request"});
}

Request RequestReader::take() {
  phase_ = Phase::nothing;
  return std::move(std::exchange(parser_, nullptr)->request);
}

}  // namespace scand::daemon::gateway
