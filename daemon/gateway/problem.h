#pragma once
// Problem documents (RFC 9457): what every error over HTTP looks like. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "daemon/gateway/http_message.h"

namespace scand::daemon::gateway {

inline constexpr std::string_view kProblemContentType = "application/problem+json";
// A problem's `type` is this and its slug: a relative reference that names the problem and does not
// change once clients have seen it.
inline constexpr std::string_view kProblemBase = "/problems/";

struct FieldError {
  std::string field;
  std::string message;
};

struct Problem {
  int status = 500;
  std::string slug;                // "invalid-request"
  std::string title;               // of the type: the same each time
  std::string detail;              // of this occurrence: what is wrong, and what to do
  std::string field;               // the one field that is meant; empty: left out
  std::vector<FieldError> errors;  // several; empty: left out
};

// The slug and title that belong to an HTTP status where nothing more special is to be said.
[[nodiscard]] Problem status_problem(int status, std::string detail);

[[nodiscard]] std::string problem_json(const Problem& problem);

// The answer that carries it. Not to be kept by anybody (`Cache-Control: no-store`).
[[nodiscard]] Response problem_response(const Problem& problem, std::vector<Header> headers = {});

// The standard phrase; "Unknown" for a status that the gateway does not use.
[[nodiscard]] std::string_view reason_phrase(int status);

}  // namespace scand::daemon::gateway
