#include "broker/core/refusals.h"

#include <cstddef>
#include <fmt/format.h>
#include <utility>

#include "proto/limits.h"
#include "proto/messages.h"

namespace scand::broker {
namespace {

using proto::Refusal;
using proto::RefusalCode;

// Advice for bounds that free up quickly; admission.cc estimates when a job ends.
constexpr std::uint64_t kRetryMs = 1000;
constexpr std::uint64_t kRetryReadMs = 500;

}  // namespace

void refuse(Turn& turn, CoreCounters& counters, const ClientRef& client, Refusal refusal) {
  ++counters.refused.at(static_cast<std::size_t>(refusal.code));
  turn.emit(command::ReplyRefused{client, std::move(refusal)});
}

// Repeats the id only when it has the form of one: a hostile client may send any text, of any size.
Refusal not_found(std::string_view job_id) {
  std::string message =
      proto::is_job_id(job_id)
          ? fmt::format("no job {} is known: there was none, or it is no longer kept", job_id)
          : fmt::format(
                "not a job id: a job id is {} characters of 0-9 and a-z without i l o u, as "
                "in scan.accepted",
                proto::kJobIdBytes);
  return {RefusalCode::not_found, std::move(message), "job_id", std::nullopt};
}

Refusal request_id_taken(std::string_view request_id, std::string_view job_id) {
  return {RefusalCode::conflict,
          fmt::format("requestId \"{}\" belongs to job {}, which has another body; send that "
                      "body again, or use another requestId",
                      request_id, job_id),
          "requestId", std::nullopt};
}

Refusal shutting_down() {
  return {RefusalCode::unavailable,
          "scand is shutting down and takes no new jobs; send it again after the restart", "",
          std::nullopt};
}

Refusal not_journaled(std::string_view why) {
  return {RefusalCode::unavailable,
          fmt::format("the job could not be stored, so it was not accepted: {}", why), "",
          std::nullopt};
}

Refusal too_many_submitters(std::string_view request_id) {
  return {RefusalCode::busy,
          fmt::format("too many clients wait for the acceptance of requestId \"{}\"; try again in "
                      "a moment",
                      request_id),
          "requestId",
          kRetryMs,
          std::nullopt,
          proto::BusyScope::client};
}

Refusal too_many_waiters(proto::BusyScope scope) {
  const std::string_view who = scope == proto::BusyScope::client
                                   ? "too many requests of this client wait for results"
                                   : "too many clients wait for results";
  return {RefusalCode::busy,
          fmt::format("{}; use scan.get, or try again in a moment", who),
          "",
          kRetryMs,
          std::nullopt,
          scope};
}

Refusal no_longer_kept(std::string_view job_id) {
  return {RefusalCode::not_found,
          fmt::format("job {}: its result is no longer kept; scan again", job_id), "job_id",
          std::nullopt};
}

Refusal too_old(std::uint64_t from_seq, std::uint64_t oldest_seq) {
  return {RefusalCode::too_old,
          fmt::format("from_seq {} is no longer kept; the oldest result kept is {}", from_seq,
                      oldest_seq),
          "from_seq", std::nullopt, proto::HeldResults{{}, oldest_seq}};
}

Refusal other_epoch(std::string_view asked, const proto::HeldResults& held) {
  return {RefusalCode::too_old,
          fmt::format("epoch {} is not this daemon's; its epoch is {}, and its oldest result kept "
                      "is {}",
                      asked, held.epoch, held.oldest_seq),
          "epoch", std::nullopt, held};
}

Refusal too_much_unread(std::size_t bytes) {
  return {RefusalCode::busy,
          fmt::format("{} bytes of earlier replies are unread; read them and try again, or "
                      "raise limits.client_unread_bytes",
                      bytes),
          "",
          kRetryMs,
          std::nullopt,
          proto::BusyScope::client};
}

Refusal too_many_reads() {
  return {RefusalCode::busy,
          "too many results are being read; try again in a moment",
          "",
          kRetryReadMs,
          std::nullopt,
          proto::BusyScope::daemon};
}

}  // namespace scand::broker
