#pragma once
// scanctl's exit codes, and which one each outcome has. Scripts depend on them: they never change.

#include "broker/client/answer.h"
#include "proto/messages.h"
#include "proto/scan_result.h"

namespace scand::daemon {

enum ExitCode : int {
  kExitFine = 0,           // all exchanges succeeded
  kExitPartial = 3,        // some exchanges failed
  kExitFailed = 4,         // no exchange succeeded, or another client cancelled the job
  kExitBusy = 5,           // scand cannot take the job now; try again later
  kExitNotAuthorised = 6,  // the client's key does not permit this
  kExitCannotConnect = 7,  // nothing listens at the endpoint
  kExitTimeout = 8,        // the job's deadline passed, or scanctl's own limit
  kExitUsageError = 64,    // wrong command line, or a request that scand refuses as invalid
  kExitBadData = 65,       // a file or body that cannot be read
  kExitBadSetup = 78,      // a wrong descriptor or configuration
  kExitInterrupted = 130,  // Ctrl-C
};

// `cancelled_here`: this scanctl cancelled the job.
[[nodiscard]] int exit_code(proto::JobStatus status, bool cancelled_here);
[[nodiscard]] int exit_code(proto::RefusalCode code);
[[nodiscard]] int exit_code(const client::ClientError& error);

}  // namespace scand::daemon
