#pragma once
// Problem documents (RFC 9457): the body of every error over HTTP. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "daemon/http/message.h"

namespace scand::daemon::gateway {

inline constexpr std::string_view kProblemContentType = "application/problem+json";
// A problem's `type` is this base and its slug: a relative reference that names the kind of
// problem. It does not change, because clients compare it.
inline constexpr std::string_view kProblemBase = "/problems/";

struct FieldError {
  std::string field;
  std::string message;
};

struct Problem {
  int status = 500;
  std::string slug;                // "invalid-request"
  std::string title;               // of the kind: always the same
  std::string detail;              // of this occurrence: what is wrong, and what to do
  std::string field;               // the one field at fault; empty: left out
  std::vector<FieldError> errors;  // every field at fault; empty: left out
};

// The problem of an HTTP status that needs no kind of its own.
[[nodiscard]] Problem status_problem(int status, std::string detail);

[[nodiscard]] std::string problem_json(const Problem& problem);

// The answer with this problem. Caches may not store it (`Cache-Control: no-store`).
[[nodiscard]] http::Response problem_response(const Problem& problem,
                                              std::vector<http::Header> headers = {});

}  // namespace scand::daemon::gateway
