#pragma once
// A Response into what is written to the socket: the header as text, the body as it is shared.
// Pure.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "daemon/gateway/cors.h"
#include "daemon/gateway/http_message.h"
#include "daemon/gateway/http_server_options.h"

namespace scand::daemon::gateway {

// What of the request decides about the form of its answer.
struct AnswerForm {
  bool http10 = false;
  bool keep_alive = true;
  bool head_only = false;
  bool gzip = false;   // accepted
  std::string origin;  // of the web page that asks; empty: none
};

struct Outgoing {
  std::string head;
  std::shared_ptr<const std::string> body;  // null: none is sent
  int status = 0;                           // 0: no answer, but a word before it (100 Continue)
  bool closes = false;                      // the connection ends behind it
  bool compressed = false;

  [[nodiscard]] std::size_t bytes() const { return head.size() + (body ? body->size() : 0); }
};

// Fixed after construction; used by any thread.
class OutgoingMaker {
 public:
  explicit OutgoingMaker(const HttpServerOptions& options)
      : cors_(options.allowed_origins),
        compress_(options.compress),
        compress_bytes_min_(options.compress_bytes_min) {}

  // `date`: as HTTP writes it. Compresses where that is asked for and worth it; of a response with
  // a GzipCache, once.
  [[nodiscard]] Outgoing make(const Response& response, const AnswerForm& form,
                              std::string_view date) const;
  [[nodiscard]] static Outgoing continue_reading();
  [[nodiscard]] const Cors& cors() const { return cors_; }

 private:
  [[nodiscard]] bool compressible(const Response& response) const;

  Cors cors_;
  bool compress_;
  std::size_t compress_bytes_min_;
};

}  // namespace scand::daemon::gateway
