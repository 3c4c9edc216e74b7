#pragma once
// A job in one line, for lists.

#include "proto/daemon_status.h"

namespace scand::broker {

using proto::JobSummary;

struct Job;
// Of an unfinished job: no seq, and a status that is not final.
[[nodiscard]] JobSummary summarise(const Job& job);

}  // namespace scand::broker
