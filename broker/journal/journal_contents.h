#pragma once
// Reads a whole journal, all but its blobs, and checks it: each record against its checksum, all
// records together against the tally of the last commit, and that tally against the seal. Whatever
// is acknowledged and missing, stale or altered is found here and reported as damage.

#include <cstdint>
#include <string>
#include <string_view>

#include "broker/journal/commit_seal.h"
#include "broker/journal/journal.h"
#include "broker/journal/journal_index.h"
#include "broker/journal/record_store.h"
#include "lib/base/result.h"

namespace scand::broker {

struct JournalContents {
  std::string epoch;
  JournalIndex index;
  Restored restored;
};

// `sealed`: the last acknowledged commit. Contents that end before it are damaged.
[[nodiscard]] base::Result<JournalContents, StoreFault> read_contents(const RecordStore& store,
                                                                      const SealedCommit& sealed);

// The blob of a result, checked against the result's record.
[[nodiscard]] base::Result<base::Bytes, StoreFault> read_blob(const RecordStore& store,
                                                              std::uint64_t seq,
                                                              const record::ResultRecord& expected);

// Identifies the journal in its seal.
[[nodiscard]] std::uint64_t epoch_checksum(std::string_view epoch);

}  // namespace scand::broker
