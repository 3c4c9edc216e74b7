#pragma once
// Reads a whole journal (all but its blobs) and checks it: each record against its checksum, all of
// them against the tally of the last commit, and that against the seal.

#include <string>

#include "broker/journal/commit_seal.h"
#include "broker/journal/index.h"
#include "broker/journal/journal.h"
#include "broker/journal/record_store.h"
#include "lib/base/result.h"

namespace scand::broker {

struct JournalContents {
  std::string epoch;
  JournalIndex index;
  Restored restored;
};

// `sealed`: what the seal says was acknowledged.
[[nodiscard]] base::Result<JournalContents, StoreFault> read_contents(const RecordStore& store,
                                                                      const SealedCommit& sealed);

// The blob of a result that the index has, checked.
[[nodiscard]] base::Result<base::Bytes, StoreFault> read_blob(const RecordStore& store,
                                                              std::uint64_t seq,
                                                              const record::ResultRecord& expected);

// Names the journal in its seal.
[[nodiscard]] std::uint64_t journal_mark(std::string_view epoch);

}  // namespace scand::broker
