#pragma once
// Bytes into one Request, by Boost.Beast's parser; what Beast lets pass and we do not is refused
// here. Pure: no socket, no clock. One connection's; one thread.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "daemon/gateway/http_message.h"
#include "daemon/gateway/http_server_options.h"

namespace scand::daemon::gateway {

// What the connection has to know of a request besides the Request.
struct RequestFraming {
  bool http10 = false;
  bool keep_alive = true;        // may stay open after the answer
  bool has_body = false;         // a body follows, or may
  bool sized = false;            // Content-Length or chunks were announced
  bool awaits_continue = false;  // `Expect: 100-continue`
  bool head_only = false;        // HEAD
};

// Why a request is not read on. The connection cannot go on after it: where the next request would
// begin is not known.
struct ReadFault {
  int status = 0;  // 0: none
  std::string detail;
};

class RequestReader {
 public:
  enum class Phase : std::uint8_t {
    nothing,  // of the next request
    header,   // a part of it
    body,     // the header is whole, the body is not
    whole,    // take() it
    faulty,   // fault() says why
  };

  explicit RequestReader(const HttpLimits& limits);  // `limits` outlives the reader
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  // Returns how many of the bytes were used. The others are wanted again, with more behind them,
  // unless the phase has become body (there may be use for them at once), whole or faulty. Stops
  // behind the header, so that it can be judged before the body is read.
  [[nodiscard]] std::size_t feed(std::string_view bytes);
  // No more bytes will come: a request that has begun becomes faulty.
  void end();

  [[nodiscard]] Phase phase() const;
  [[nodiscard]] const ReadFault& fault() const;
  // From the phase body on.
  [[nodiscard]] const RequestFraming& framing() const;
  [[nodiscard]] Request& request();
  // In the phase whole; ready for the next request then.
  [[nodiscard]] Request take();

 private:
  class Parser;
  void start();
  std::size_t feed_header(std::string_view bytes);
  std::size_t feed_body(std::string_view bytes);
  bool accept_header();
  void header_too_large(std::string_view bytes);
  void refuse(ReadFault fault);
  [[nodiscard]] ReadFault fault_of(int beast_error, std::string_view line) const;

  const HttpLimits& limits_;
  std::unique_ptr<Parser> parser_;
  Phase phase_ = Phase::nothing;
  ReadFault fault_;
  std::size_t header_bytes_ = 0;  // used so far
};

}  // namespace scand::daemon::gateway
