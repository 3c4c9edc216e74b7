#pragma once
// requestId -> job: a client that asks twice gets one scan. A key lives as long as its job is
// known. Bounded by the jobs that are: each holds at most one key.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "proto/scan_request.h"

namespace scand::broker {

using RequestPtr = std::shared_ptr<const proto::ScanRequest>;

class Idempotency {
 public:
  enum class Match : std::uint8_t { fresh, same, conflict };
  struct Found {
    Match match = Match::fresh;
    std::string job_id;  // of the job that holds the key
  };

  // Bodies are equal when they are after parsing and defaults. No requestId is always fresh.
  [[nodiscard]] Found look_up(const proto::ScanRequest& request) const;
  void remember(const std::string& job_id, RequestPtr request);
  // Nothing happens unless the job holds the request's key.
  void forget(const std::string& job_id, const proto::ScanRequest& request);
  [[nodiscard]] std::size_t size() const { return keys_.size(); }

 private:
  struct Key {
    std::string job_id;
    RequestPtr request;
  };
  std::map<std::string, Key> keys_;
};

}  // namespace scand::broker
