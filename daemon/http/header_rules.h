#pragma once
// Rules for a complete header beyond its grammar. They are stricter than Beast's parser, so that no
// proxy in front can understand a request differently (request smuggling, RFC 9112 section 11.2).
// Pure.

#include "daemon/http/message.h"
#include "daemon/http/request_fault.h"

namespace scand::daemon::http {

// How a request travels, besides what is in the Request.
struct Framing {
  bool http10 = false;
  bool keep_alive = true;        // the connection may stay open after the answer
  bool has_body = false;         // a body follows, or may follow
  bool sized = false;            // Content-Length or chunks were announced
  bool awaits_continue = false;  // `Expect: 100-continue`
  bool head_only = false;        // HEAD
};

// Without a fault, sets `awaits_continue` and `head_only` and turns the method HEAD into GET.
[[nodiscard]] Fault check_header(Request& request, Framing& framing);

}  // namespace scand::daemon::http
