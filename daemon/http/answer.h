#pragma once
// A Response as it goes to the socket: its header as text, its body as it is shared with caches and
// other clients. Pure.
//
// The header is text and not a message of Beast's, which writes one message at a time: here the
// answers to pipelined requests leave in one write.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/http/message.h"
#include "daemon/http/options.h"

namespace scand::daemon::http {

// How the request wants its answer.
struct AnswerForm {
  bool http10 = false;
  bool keep_alive = true;
  bool head_only = false;
  bool gzip = false;            // accepted
  std::vector<Header> headers;  // of the Admission
};

struct Answer {
  std::string head;
  std::shared_ptr<const std::string> body;  // null: none is sent
  bool closes = false;                      // the connection ends after it
  bool compressed = false;

  [[nodiscard]] std::size_t bytes() const { return head.size() + (body ? body->size() : 0); }
};

// Fixed after construction; any thread may use it.
class AnswerMaker {
 public:
  explicit AnswerMaker(const ServerOptions& options)
      : compress_(options.compress), compress_bytes_min_(options.compress_bytes_min) {}

  // `date`: as HTTP writes it. Compresses the body where the client accepts that and it is worth
  // it; the body of a response with a GzipCache only once.
  [[nodiscard]] Answer make(const Response& response, const AnswerForm& form,
                            std::string_view date) const;
  // "100 Continue", which goes before an answer.
  [[nodiscard]] static Answer continue_reading();

 private:
  [[nodiscard]] bool compressible(const Response& response) const;

  bool compress_;
  std::size_t compress_bytes_min_;
};

}  // namespace scand::daemon::http
