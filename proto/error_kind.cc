#include "proto/error_kind.h"

#include <array>
#include <cstddef>

namespace scand::proto {
namespace {

struct Row {
  ErrorKind kind;
  std::string_view name;
  bool retryable;
  Fault fault;
};

constexpr std::array<Row, kErrorKindCount> kRows{{
    {ErrorKind::rate_limited, "rate_limited", true, Fault::exchange},
    {ErrorKind::banned, "banned", false, Fault::exchange},
    {ErrorKind::blocked, "blocked", false, Fault::exchange},
    {ErrorKind::geo_blocked, "geo_blocked", false, Fault::exchange},
    {ErrorKind::maintenance, "maintenance", false, Fault::exchange},
    {ErrorKind::transient, "transient", true, Fault::exchange},
    {ErrorKind::bad_symbol, "bad_symbol", false, Fault::client},
    {ErrorKind::fatal, "fatal", false, Fault::scand},
    {ErrorKind::timeout, "timeout", true, Fault::network},
    {ErrorKind::network, "network", true, Fault::network},
    {ErrorKind::tls, "tls", false, Fault::network},
    {ErrorKind::bad_response, "bad_response", true, Fault::exchange},
    {ErrorKind::unsupported_timeframe, "unsupported_timeframe", false, Fault::client},
    {ErrorKind::cancelled, "cancelled", false, Fault::client},
    {ErrorKind::worker_lost, "worker_lost", true, Fault::scand},
    {ErrorKind::internal, "internal", false, Fault::scand},
}};

constexpr bool rows_in_order() {
  for (std::size_t i = 0; i < kRows.size(); ++i)
    if (kRows[i].kind != static_cast<ErrorKind>(i)) return false;
  return true;
}
static_assert(rows_in_order(), "the table is indexed by the enum");

const Row& row(ErrorKind kind) {
  return kRows[static_cast<std::size_t>(kind)];
}

}  // namespace

std::string_view name(ErrorKind kind) {
  return row(kind).name;
}
bool retryable(ErrorKind kind) {
  return row(kind).retryable;
}
Fault fault(ErrorKind kind) {
  return row(kind).fault;
}

std::optional<ErrorKind> parse_error_kind(std::string_view text) {
  for (const Row& candidate : kRows)
    if (candidate.name == text) return candidate.kind;
  return std::nullopt;
}

}  // namespace scand::proto
