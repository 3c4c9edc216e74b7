// The bytes of the records. They are a file format: a change here makes older journals unreadable.
#include "broker/journal/record_format.h"

#include <gtest/gtest.h>

#include "tests/kit/broker/journal_directory.h"

namespace scand::broker::record {
namespace {

TEST(RecordFormat, KeysAreALetterAndANameOrANumber) {
  EXPECT_EQ(key(kJob, "01J"), "j01J");
  EXPECT_EQ(key(kMeta), "m");
  EXPECT_EQ(key(kResult, 0x0102), std::string("r\0\0\0\0\0\0\1\2", 9));
  EXPECT_EQ(seq_of(key(kBlob, 77)), 77U);
  EXPECT_EQ(seq_of("r123"), std::nullopt);
}

// The check value of CRC-64/XZ, and its independence of where the bytes are split.
TEST(RecordFormat, TheChecksumIsCrc64OfKeyAndPayload) {
  for (const std::size_t split : {0U, 1U, 4U, 9U}) {
    const std::string bytes = "123456789";
    EXPECT_EQ(checksum_of(bytes.substr(0, split), bytes.substr(split)), 0x995DC9BBDF1939FAULL);
  }
  EXPECT_EQ(checksum_bytes(0x0102030405060708ULL), "\1\2\3\4\5\6\7\b");
}

TEST(RecordFormat, AValueIsItsPayloadAndAChecksumThatMatchesTheKey) {
  const std::string stored = "payload" + checksum_bytes(checksum_of("key", "payload"));
  EXPECT_EQ(checked_payload("key", stored).value(), "payload");
  EXPECT_FALSE(checked_payload("other", stored).ok()) << "a value under another record's key";
  for (std::size_t at = 0; at < stored.size(); ++at) {
    std::string flipped = stored;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    EXPECT_FALSE(checked_payload("key", flipped).ok()) << at;
  }
  EXPECT_FALSE(checked_payload("key", "short").ok());
}

TEST(RecordFormat, PayloadsRoundTrip) {
  EXPECT_EQ(decode_meta(encode_meta("c0ffee")), "c0ffee");
  const Tally tally{1, 2, 3, 4, 5, 6, 7};
  EXPECT_EQ(decode_tally(encode(tally)).value(), tally);
  const ResultRecord result{"j1", proto::JobStatus::partial, 1'700'000'000'000, 10, 0xABCDEF};
  EXPECT_EQ(decode_result(encode(result)).value(), result);
  const auto job = test::job("j1", 123);
  const auto read = decode_job("j1", encode(job));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->job_id, "j1");
  EXPECT_EQ(read->request, job.request);
  EXPECT_EQ(read->accepted_ms, 123);
}

TEST(RecordFormat, ShortPayloadsAndOtherVersionsAreRefused) {
  const std::string tally = encode(Tally{});
  EXPECT_FALSE(decode_tally(tally.substr(1)).ok());
  EXPECT_FALSE(decode_result("").ok());
  EXPECT_FALSE(decode_job("j1", "").ok());
  EXPECT_EQ(decode_meta("\1"), std::nullopt);
  std::string newer = tally;
  newer[0] = 2;
  EXPECT_FALSE(decode_tally(newer).ok());
  std::string running = encode(ResultRecord{});
  running[1] = static_cast<char>(proto::JobStatus::running);
  EXPECT_FALSE(decode_result(running).ok()) << "a result's status is a final one";
}

// With plain checksums 1 ^ 2 equals 3 ^ 0: two different sets of records would fold alike.
TEST(RecordFormat, FingerprintsAreNotLinear) {
  EXPECT_NE(fingerprint(0x1) ^ fingerprint(0x2), fingerprint(0x3) ^ fingerprint(0x0));
}

}  // namespace
}  // namespace scand::broker::record
