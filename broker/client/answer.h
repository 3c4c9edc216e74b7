#pragma once
// The values that a client's calls return. Plain data.

#include <cstdint>
#include <optional>
#include <string>

#include "lib/base/result.h"
#include "proto/encoding/value.h"
#include "proto/messages.h"
#include "proto/scan_result.h"
#include "proto/topics.h"

namespace scand::client {

// Why a call did not return what was asked for.
struct ClientError {
  enum class Kind : std::uint8_t {
    cannot_connect,  // nothing listens at the endpoint
    no_answer,       // connected, but no reply came in time
    not_authorised,  // not admitted: the keys are wrong, missing or unknown to scand
    refused,         // scand refused the request: `refusal` says why
    bad_reply,       // the reply cannot be read: another version of scand, or not scand
    interrupted      // ClientOptions::interrupt_fd became readable
  };
  Kind kind = Kind::no_answer;
  std::string message;                    // for people: what happened, where, what to do
  std::optional<proto::Refusal> refusal;  // set with `refused`
};

// A value or a ClientError: test ok(), then read value() or error().
template <class T>
using Answer = base::Result<T, ClientError>;

// A job that scand has accepted.
struct Accepted {
  std::string job_id;
  proto::JobStatus status = proto::JobStatus::queued;
};

// A job as it was when scand replied. `result` is set once the job has ended: a map with `signals`
// and `metadata`, as proto/SPEC.md describes it.
struct JobState {
  std::string job_id;
  proto::JobStatus status = proto::JobStatus::queued;
  std::optional<proto::Value> result;
};

// A message from the publisher.
struct Publication {
  proto::Topic topic;     // what it is about: progress, a partial result, a result, the heartbeat
  std::uint64_t seq = 0;  // a result's sequence number; 0 for everything else
  proto::Value body;
};

}  // namespace scand::client
