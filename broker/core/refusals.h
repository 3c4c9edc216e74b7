#pragma once
// Refusals, in the words that a client reads. (Those of admission are made there.)

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "broker/core/counters.h"
#include "broker/core/turn.h"
#include "proto/messages.h"

namespace scand::broker {

// Answers the client, and counts.
void refuse(Turn& turn, CoreCounters& counters, const ClientRef& client, proto::Refusal refusal);

[[nodiscard]] proto::Refusal not_found(std::string_view job_id);
[[nodiscard]] proto::Refusal request_id_taken(std::string_view request_id, std::string_view job_id);
[[nodiscard]] proto::Refusal shutting_down();
[[nodiscard]] proto::Refusal not_journaled(std::string_view why);
[[nodiscard]] proto::Refusal too_many_submitters(std::string_view request_id);
[[nodiscard]] proto::Refusal too_many_waiters(proto::BusyScope scope);
// The journal's.
[[nodiscard]] proto::Refusal no_longer_kept(std::string_view job_id);
// Without the epoch: who asks the journal adds it.
[[nodiscard]] proto::Refusal too_old(std::uint64_t from_seq, std::uint64_t oldest_seq);
[[nodiscard]] proto::Refusal other_epoch(std::string_view asked, const proto::HeldResults& held);
[[nodiscard]] proto::Refusal too_many_reads();
// The frontend's.
[[nodiscard]] proto::Refusal too_much_unread(std::size_t bytes);

}  // namespace scand::broker
