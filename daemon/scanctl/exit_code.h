#pragma once
// scanctl's exit codes, and which outcome gets which code. Scripts depend on them: they never
// change.

#include "broker/client/answer.h"
#include "proto/messages.h"
#include "proto/scan_result.h"

namespace scand::daemon {

enum ExitCode : int {
  kExitFine = 0,     // done; for a job: all exchanges succeeded, or it has not ended yet
  kExitPartial = 3,  // some exchanges failed
  kExitFailed = 4,   // no exchange succeeded; somebody else cancelled the job; or a fault of scand
  kExitBusy = 5,     // scand cannot take the job now; try again later
  kExitNotAuthorised = 6,  // the client's key is not admitted, or does not permit this
  kExitCannotConnect = 7,  // nothing listens at the endpoint
  kExitTimeout = 8,        // the job's deadline or --timeout passed, or scand did not answer
  kExitUsageError = 64,    // wrong command line, or a request that cannot be met as given
  kExitBadData = 65,       // wrong input: a body, CSV, key file, journal, or a reply of scand
  kExitBadSetup = 78,      // a descriptor that is faulty or cannot be opened
  kExitInterrupted = 130,  // Ctrl-C
};

// `cancelled_here`: by a Ctrl-C in this scanctl.
[[nodiscard]] int exit_code(proto::JobStatus status, bool cancelled_here);
[[nodiscard]] int exit_code(proto::RefusalCode code);
[[nodiscard]] int exit_code(const client::ClientError& error);

}  // namespace scand::daemon
