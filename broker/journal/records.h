#pragma once
// The durable journal's records as bytes: keys, values, checksums (JOURNAL.md). Every stored value
// ends in a checksum over its key and itself, so that a value under another's key is noticed, too.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "broker/core/commands.h"
#include "lib/base/result.h"
#include "proto/scan_result.h"

namespace scand::broker::record {

inline constexpr char kMeta = 'm';
inline constexpr char kTally = 'c';
inline constexpr char kJob = 'j';
inline constexpr char kResult = 'r';
inline constexpr char kBlob = 'b';
inline constexpr char kNote = 'n';

[[nodiscard]] std::string key(char kind, std::string_view name = {});
[[nodiscard]] std::string key(char kind, std::uint64_t seq);
// Of a key that key(kind, seq) made; nullopt: it is none.
[[nodiscard]] std::optional<std::uint64_t> seq_of(std::string_view key);

// What a commit leaves behind: it counts everything that the journal holds but blobs.
struct Tally {
  std::uint64_t commit = 0;
  std::uint64_t last_seq = 0;
  std::uint64_t jobs = 0;
  std::uint64_t results = 0;
  std::uint64_t notes = 0;
  std::uint64_t bytes = 0;  // of the blobs
  std::uint64_t fold = 0;   // of fingerprint() over all jobs, results and notes, by exclusive or
  friend bool operator==(const Tally&, const Tally&) = default;
};

struct ResultRecord {
  std::string job_id;
  proto::JobStatus status = proto::JobStatus::complete;
  std::int64_t committed_ms = 0;
  std::uint64_t blob_bytes = 0;
  std::uint64_t blob_checksum = 0;
  friend bool operator==(const ResultRecord&, const ResultRecord&) = default;
};

// The payloads. Errors say what is wrong with the bytes; nothing here throws.
[[nodiscard]] std::string encode_meta(std::string_view epoch);
[[nodiscard]] std::optional<std::string> decode_meta(std::string_view payload);
[[nodiscard]] std::string encode(const Tally& tally);
[[nodiscard]] base::Result<Tally, std::string> decode_tally(std::string_view payload);
[[nodiscard]] std::string encode(const command::JournalJob& job);
[[nodiscard]] base::Result<command::JournalJob, std::string> decode_job(std::string_view job_id,
                                                                        std::string_view payload);
[[nodiscard]] std::string encode(const ResultRecord& result);
[[nodiscard]] base::Result<ResultRecord, std::string> decode_result(std::string_view payload);

// The checksum at the end of a stored value, as a number and as bytes.
[[nodiscard]] std::uint64_t checksum_of(std::string_view key, std::string_view payload);
[[nodiscard]] std::string seal_of(std::uint64_t checksum);
// The payload of a stored value.
[[nodiscard]] base::Result<std::string_view, std::string> open_value(std::string_view key,
                                                                     std::string_view stored);
// For Tally::fold, of a record's checksum.
[[nodiscard]] std::uint64_t fingerprint(std::uint64_t checksum);

}  // namespace scand::broker::record
