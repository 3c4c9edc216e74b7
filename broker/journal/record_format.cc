#include "broker/journal/record_format.h"

#include <array>
#include <fmt/format.h>
#include <lzma.h>
#include <utility>

#include "lib/base/big_endian.h"
#include "proto/internal_messages.h"

namespace scand::broker::record {
namespace {

constexpr char kVersion = 1;  // of every payload's format
constexpr std::size_t kNumberBytes = 8;

// The caller has checked the length.
std::uint64_t number_at(std::string_view bytes, std::size_t at) {
  bytes.remove_prefix(at);
  return base::take_big_endian<std::uint64_t>(bytes).value_or(0);
}

std::optional<std::string> version_fault(std::string_view payload, std::size_t least) {
  if (payload.size() < least)
    return fmt::format("is {} bytes long, expected at least {}", payload.size(), least);
  if (payload[0] != kVersion)
    return fmt::format(
        "has the form number {}, which this version of scand cannot read; it reads {}",
        static_cast<int>(payload[0]), static_cast<int>(kVersion));
  return std::nullopt;
}

}  // namespace

std::string key(char kind, std::string_view name) {
  return std::string(1, kind).append(name);
}

std::string key(char kind, std::uint64_t seq) {
  std::string out(1, kind);
  base::put_big_endian(out, seq);
  return out;
}

std::optional<std::uint64_t> seq_of(std::string_view key) {
  if (key.size() != 1 + kNumberBytes) return std::nullopt;
  return number_at(key, 1);
}

std::string encode_meta(std::string_view epoch) {
  return std::string(1, kVersion).append(epoch);
}

std::optional<std::string> decode_meta(std::string_view payload) {
  if (version_fault(payload, 2)) return std::nullopt;
  return std::string(payload.substr(1));
}

std::string encode(const Tally& tally) {
  std::string out(1, kVersion);
  for (const std::uint64_t number : {tally.commit, tally.last_seq, tally.jobs, tally.results,
                                     tally.notes, tally.bytes, tally.fold})
    base::put_big_endian(out, number);
  return out;
}

base::Result<Tally, std::string> decode_tally(std::string_view payload) {
  if (auto fault = version_fault(payload, 1 + 7 * kNumberBytes)) return *std::move(fault);
  Tally tally;
  std::size_t at = 1;
  for (std::uint64_t* number : {&tally.commit, &tally.last_seq, &tally.jobs, &tally.results,
                                &tally.notes, &tally.bytes, &tally.fold}) {
    *number = number_at(payload, at);
    at += kNumberBytes;
  }
  return tally;
}

std::string encode(const command::JournalJob& job) {
  std::string out(1, kVersion);
  base::put_big_endian(out, static_cast<std::uint64_t>(job.accepted_ms));
  return out.append(proto::encode(job.request));
}

base::Result<command::JournalJob, std::string> decode_job(std::string_view job_id,
                                                          std::string_view payload) {
  constexpr std::size_t kHead = 1 + kNumberBytes;
  if (auto fault = version_fault(payload, kHead)) return *std::move(fault);
  auto request = proto::decode_scan_request(payload.substr(kHead));
  if (!request.ok()) return std::move(request).error();
  return command::JournalJob{std::string(job_id), std::move(request).value(),
                             static_cast<std::int64_t>(number_at(payload, 1))};
}

std::string encode(const ResultRecord& result) {
  std::string out{kVersion, static_cast<char>(result.status)};
  base::put_big_endian(out, static_cast<std::uint64_t>(result.committed_ms));
  base::put_big_endian(out, result.blob_bytes);
  base::put_big_endian(out, result.blob_checksum);
  return out.append(result.job_id);
}

base::Result<ResultRecord, std::string> decode_result(std::string_view payload) {
  constexpr std::size_t kHead = 2 + 3 * kNumberBytes;
  if (auto fault = version_fault(payload, kHead)) return *std::move(fault);
  const auto status = static_cast<proto::JobStatus>(payload[1]);
  if (!proto::terminal(status) || status > proto::JobStatus::cancelled)
    return fmt::format("has the unknown status {}", static_cast<int>(payload[1]));
  ResultRecord result;
  result.status = status;
  result.committed_ms = static_cast<std::int64_t>(number_at(payload, 2));
  result.blob_bytes = number_at(payload, 2 + kNumberBytes);
  result.blob_checksum = number_at(payload, 2 + 2 * kNumberBytes);
  result.job_id = payload.substr(kHead);
  return result;
}

std::uint64_t crc64(std::string_view bytes, std::uint64_t before) {
  return lzma_crc64(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), before);
}

std::uint64_t checksum_of(std::string_view key, std::string_view payload) {
  return crc64(payload, crc64(key));
}

std::string checksum_bytes(std::uint64_t checksum) {
  std::string out;
  base::put_big_endian(out, checksum);
  return out;
}

base::Result<std::string_view, std::string> checked_payload(std::string_view key,
                                                            std::string_view stored) {
  if (stored.size() < kNumberBytes) return std::string("is too short to hold its checksum");
  const std::string_view payload = stored.substr(0, stored.size() - kNumberBytes);
  if (number_at(stored, payload.size()) != checksum_of(key, payload))
    return std::string("does not match its checksum");
  return payload;
}

// Mixed (splitmix64), because CRCs are linear: the exclusive or of plain CRCs could stay the same
// when several records change.
std::uint64_t fingerprint(std::uint64_t checksum) {
  std::uint64_t mixed = checksum + 0x9E3779B97F4A7C15ULL;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
  return mixed ^ (mixed >> 31U);
}

}  // namespace scand::broker::record
