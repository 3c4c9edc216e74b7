#pragma once
// The bodies of what scand publishes: results, partials, progress and health. A result has the same
// body in the reply `scan.result` (under `result`) and over HTTP. JSON and msgpack have the same
// names. SPEC.md, "Publications" and "Result"; the topics are in topics.h.

#include <cstdint>
#include <string>
#include <vector>

#include "proto/encoding/writer.h"
#include "proto/progress.h"
#include "proto/scan_result.h"
#include "proto/signal.h"

namespace scand::proto {

// The body of `scan.partial.<job_id>.<exchange>`: one exchange's entry of `exchange_details`, and
// those of its signals that pass the job's filters and limit.
struct PublishedPartial {
  std::string job_id;
  std::string exchange;  // canonical id; detail.name is the client's spelling
  ExchangeDetail detail;
  std::vector<Signal> signals;
  bool truncated = false;  // the job's limit left signals out
  std::string timeframe;   // as the job's request spelled it
};

// The body of `scand.health`, published every second.
struct Health {
  std::string epoch;           // hex; changes when the sequence of results starts again
  std::uint64_t last_seq = 0;  // of the newest published result; 0: none yet
  std::uint64_t jobs = 0;      // unfinished
};

void write(Writer& out, const ScanResult& result);
void write(Writer& out, const PublishedPartial& partial);
void write(Writer& out, const JobProgress& progress);
void write(Writer& out, const Health& health);

// As msgpack.
[[nodiscard]] std::string encode(const ScanResult& result);
[[nodiscard]] std::string encode(const PublishedPartial& partial);
[[nodiscard]] std::string encode(const JobProgress& progress);
[[nodiscard]] std::string encode(const Health& health);

}  // namespace scand::proto
