#pragma once
// Idempotent submits: requestId -> job, so that a client that submits twice gets one scan. A key
// lives exactly as long as its job is known, unfinished or finished. Each known job holds at most
// one key, which bounds the map. Look-ups take logarithmic time, plus one comparison of requests.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "broker/core/job.h"
#include "proto/scan_request.h"

namespace scand::broker {

class Idempotency {
 public:
  enum class Match : std::uint8_t {
    fresh,    // the key is free, or there is none
    same,     // the job was submitted before
    conflict  // the key belongs to a job with another body
  };
  struct Found {
    Match match = Match::fresh;
    std::string job_id;  // the job that holds the key; empty when fresh
  };

  // Two bodies are equal when they are equal after parsing, with defaults filled in. A request
  // without a requestId is always fresh.
  [[nodiscard]] Found look_up(const proto::ScanRequest& request) const;
  void remember(const std::string& job_id, RequestPtr request);
  // Does nothing unless this job holds the request's key.
  void forget(const std::string& job_id, const proto::ScanRequest& request);
  [[nodiscard]] std::size_t size() const { return keys_.size(); }

 private:
  struct Holder {
    std::string job_id;
    RequestPtr request;
  };
  std::map<std::string, Holder> keys_;
};

}  // namespace scand::broker
