#include "daemon/scanctl/exit_code.h"

namespace scand::daemon {

int exit_code(proto::JobStatus status, bool cancelled_here) {
  switch (status) {
    case proto::JobStatus::complete:
    case proto::JobStatus::queued:
    case proto::JobStatus::running:
      return kExitFine;
    case proto::JobStatus::partial:
      return kExitPartial;
    case proto::JobStatus::timeout:
      return kExitTimeout;
    case proto::JobStatus::cancelled:
      return cancelled_here ? kExitInterrupted : kExitFailed;
    case proto::JobStatus::failed:
      break;
  }
  return kExitFailed;
}

int exit_code(proto::RefusalCode code) {
  switch (code) {
    case proto::RefusalCode::busy:
    case proto::RefusalCode::unavailable:
      return kExitBusy;
    case proto::RefusalCode::not_authorised:
      return kExitNotAuthorised;
    case proto::RefusalCode::internal:
      return kExitFailed;
    case proto::RefusalCode::bad_request:
    case proto::RefusalCode::unsupported_timeframe:
    case proto::RefusalCode::unsupported:
    case proto::RefusalCode::conflict:
    case proto::RefusalCode::not_found:
    case proto::RefusalCode::too_old:
      break;
  }
  return kExitUsageError;
}

int exit_code(const client::ClientError& error) {
  using Kind = client::ClientError::Kind;
  switch (error.kind) {
    case Kind::cannot_connect:
      return kExitCannotConnect;
    case Kind::no_answer:
      return kExitTimeout;
    case Kind::not_authorised:
      return kExitNotAuthorised;
    case Kind::refused:
      return error.refusal ? exit_code(error.refusal->code) : kExitUsageError;
    case Kind::interrupted:
      return kExitInterrupted;
    case Kind::bad_reply:
      break;
  }
  return kExitBadData;
}

}  // namespace scand::daemon
