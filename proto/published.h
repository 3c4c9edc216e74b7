#pragma once
// What is published beside results, as subscribers read it. Topics: topics.h.

#include <cstdint>
#include <string>
#include <vector>

#include "proto/encoding/writer.h"
#include "proto/progress.h"
#include "proto/scan_result.h"
#include "proto/signal.h"

namespace scand::proto {

// The body of `scan.partial.<job_id>.<exchange>`: one exchange's entry of `exchange_details`, and
// its signals as the job's filters and limit leave them.
struct PublishedPartial {
  std::string job_id;
  std::string exchange;  // canonical id; detail.name is what the client called it
  ExchangeDetail detail;
  std::vector<Signal> signals;
  bool truncated = false;  // the job's limit left some out
  std::string timeframe;   // the job's word for it
};

// The body of `scand.health`, each second.
struct Health {
  std::string epoch;           // hex; changes when the sequence starts anew
  std::uint64_t last_seq = 0;  // of the newest published result; 0: none yet
  std::uint64_t jobs = 0;      // unfinished
};

void write(Writer& out, const PublishedPartial& partial);
void write(Writer& out, const JobProgress& progress);
void write(Writer& out, const Health& health);

[[nodiscard]] std::string encode(const PublishedPartial& partial);  // msgpack
[[nodiscard]] std::string encode(const JobProgress& progress);
[[nodiscard]] std::string encode(const Health& health);

}  // namespace scand::proto
