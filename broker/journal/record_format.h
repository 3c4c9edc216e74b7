#pragma once
// The durable journal's records as bytes: keys, payloads and checksums. JOURNAL.md has the table.
// Numbers are 8 bytes, big-endian. A stored value is a payload followed by a CRC-64 over the key
// and the payload, so a value that ended up under another record's key is noticed, too.
//
// All functions are pure and none throws. Errors say what is wrong with the bytes, as the end of a
// sentence that begins with "the record of a job".

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "broker/core/commands.h"
#include "lib/base/result.h"
#include "proto/scan_result.h"

namespace scand::broker::record {

// The first letter of a key.
inline constexpr char kMeta = 'm';
inline constexpr char kTally = 'c';
inline constexpr char kJob = 'j';
inline constexpr char kResult = 'r';
inline constexpr char kBlob = 'b';
inline constexpr char kNote = 'n';

[[nodiscard]] std::string key(char kind, std::string_view name = {});
[[nodiscard]] std::string key(char kind, std::uint64_t seq);
// The number in a key that key(kind, seq) made; nullopt: it is no such key.
[[nodiscard]] std::optional<std::uint64_t> seq_of(std::string_view key);

// Written with every commit: what the journal holds after it, except for the blobs. Comparing it
// with what is there shows whether a record is missing, stale or surplus.
struct Tally {
  std::uint64_t commit = 0;  // the commit's own number
  std::uint64_t last_seq = 0;
  std::uint64_t jobs = 0;
  std::uint64_t results = 0;
  std::uint64_t notes = 0;
  std::uint64_t bytes = 0;  // of the blobs
  std::uint64_t fold = 0;   // exclusive or of the fingerprints of all jobs, results and notes
  friend bool operator==(const Tally&, const Tally&) = default;
};

// A finished result without its blob, so that a start need not read the blobs.
struct ResultRecord {
  std::string job_id;
  proto::JobStatus status = proto::JobStatus::complete;
  std::int64_t committed_ms = 0;
  std::uint64_t blob_bytes = 0;
  std::uint64_t blob_checksum = 0;
  friend bool operator==(const ResultRecord&, const ResultRecord&) = default;
};

// Payloads.
[[nodiscard]] std::string encode_meta(std::string_view epoch);
[[nodiscard]] std::optional<std::string> decode_meta(std::string_view payload);
[[nodiscard]] std::string encode(const Tally& tally);
[[nodiscard]] base::Result<Tally, std::string> decode_tally(std::string_view payload);
[[nodiscard]] std::string encode(const command::JournalJob& job);
[[nodiscard]] base::Result<command::JournalJob, std::string> decode_job(std::string_view job_id,
                                                                        std::string_view payload);
[[nodiscard]] std::string encode(const ResultRecord& result);
[[nodiscard]] base::Result<ResultRecord, std::string> decode_result(std::string_view payload);

// CRC-64 as in XZ (ECMA-182, reflected): finds every single flipped bit and every burst of up to 64
// bits. `before`: the CRC of the bytes that come before these.
[[nodiscard]] std::uint64_t crc64(std::string_view bytes, std::uint64_t before = 0);
// The checksum at the end of a stored value, as a number and as its bytes.
[[nodiscard]] std::uint64_t checksum_of(std::string_view key, std::string_view payload);
[[nodiscard]] std::string checksum_bytes(std::uint64_t checksum);
// The payload of a stored value whose checksum is right.
[[nodiscard]] base::Result<std::string_view, std::string> checked_payload(std::string_view key,
                                                                          std::string_view stored);
// A record's share in Tally::fold, from its checksum.
[[nodiscard]] std::uint64_t fingerprint(std::uint64_t checksum);

}  // namespace scand::broker::record
