#pragma once
// What scanctl's exit codes mean. Scripts depend on them: they never change.

#include <cstdint>

#include "proto/messages.h"
#include "proto/scan_result.h"

namespace scand::daemon {

enum ExitCode : int {
  kExitFine = 0,           // all exchanges fine
  kExitPartial = 3,        // some exchanges failed
  kExitFailed = 4,         // no exchange succeeded, or somebody else cancelled the job
  kExitBusy = 5,           // scand cannot take the job now: come back later
  kExitNotAuthorised = 6,  //
  kExitCannotConnect = 7,  // nobody listens there
  kExitTimeout = 8,        // the job's deadline passed, or scanctl's own limit
  kExitUsageError = 64,    // wrong command line, or a request that scand refuses as invalid
  kExitBadData = 65,       // a file or body that cannot be read
  kExitBadSetup = 78,      // a wrong descriptor or configuration
  kExitInterrupted = 130,  // Ctrl-C
};

// `cancelled_here`: this scanctl asked for the cancelling.
[[nodiscard]] int exit_code(proto::JobStatus status, bool cancelled_here);
[[nodiscard]] int exit_code(proto::RefusalCode code);

}  // namespace scand::daemon
