#pragma once
// Refusals that clients read, each with its code, field and advice: those of the core, and those
// that several rooms share. Admission words the bounds on jobs, proto/request malformed requests,
// and a room its own; broker/front/README.md lists everything that is refused as `busy`.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "broker/core/commands.h"
#include "broker/core/counters.h"
#include "proto/messages.h"

namespace scand::broker {

// Replies to the client, and counts the refusal by its code.
void refuse(Turn& turn, CoreCounters& counters, const ClientRef& client, proto::Refusal refusal);

// Made by the core. `not_found` is also the answer about a job that is not acknowledged yet.
[[nodiscard]] proto::Refusal not_found(std::string_view job_id);
[[nodiscard]] proto::Refusal request_id_taken(std::string_view request_id, std::string_view job_id);
[[nodiscard]] proto::Refusal shutting_down();
[[nodiscard]] proto::Refusal not_journaled(std::string_view why);
[[nodiscard]] proto::Refusal too_many_submitters(std::string_view request_id);
[[nodiscard]] proto::Refusal too_many_waiters(proto::BusyScope scope);
// Made by the journal.
[[nodiscard]] proto::Refusal no_longer_kept(std::string_view job_id);
// Leaves the epoch empty; the caller of the journal fills it in.
[[nodiscard]] proto::Refusal too_old(std::uint64_t from_seq, std::uint64_t oldest_seq);
[[nodiscard]] proto::Refusal other_epoch(std::string_view asked, const proto::HeldResults& held);
// Made by the root (command_runner).
[[nodiscard]] proto::Refusal too_many_reads();
// Made by the frontend.
[[nodiscard]] proto::Refusal too_much_unread(std::size_t bytes);

}  // namespace scand::broker
