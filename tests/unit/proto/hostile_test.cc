// Anybody may send anything. No bytes may make a reader throw, loop or read past the end (run with
// the sanitizers), and every accepted message has to be within the limits.

#include <algorithm>
#include <cstdint>
#include <gtest/gtest.h>
#include <random>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

#include "proto/encoding/json_to_value.h"
#include "proto/encoding/json_writer.h"
#include "proto/reply_message.h"
#include "proto/request/parse_query.h"
#include "proto/request/parse_request.h"
#include "proto/topics.h"
#include "tests/kit/proto/directory.h"
#include "tests/kit/proto/tree.h"
#include "tests/kit/proto/vectors.h"

namespace scand::proto {
namespace {

// How much of each limit a message uses, measured independently of the reader.
struct Use {
  std::size_t depth = 0, array_items = 0, map_entries = 0, string_bytes = 0, key_bytes = 0,
              values = 0;
};

void measure(const Value& value, std::size_t depth, Use& use) {
  ++use.values;
  if (const std::string* text = value.string())
    use.string_bytes = std::max(use.string_bytes, text->size());
  if (value.array() != nullptr || value.map() != nullptr)
    use.depth = std::max(use.depth, depth + 1);
  if (const Value::Array* items = value.array()) {
    use.array_items = std::max(use.array_items, items->size());
    for (const Value& item : *items)
      measure(item, depth + 1, use);
  }
  if (const Value::Map* members = value.map()) {
    use.map_entries = std::max(use.map_entries, members->size());
    for (const Value::Member& member : *members) {
      ++use.values;
      use.key_bytes = std::max(use.key_bytes, member.key.size());
      measure(member.value, depth + 1, use);
    }
  }
}

Value random_tree(std::mt19937& random, int depth) {
  const auto up_to = [&](int most) { return static_cast<int>(random() % (most + 1U)); };
  const int kind = up_to(depth > 0 ? 5 : 2);
  if (kind == 0) return Value(up_to(1000) - 500);
  if (kind == 1) return Value(up_to(1000) / 8.0);
  if (kind == 2) return Value(std::string(static_cast<std::size_t>(up_to(5)), 't'));
  Value::Array items;
  Value::Map members;
  for (int i = up_to(3); i > 0; --i) {
    items.push_back(random_tree(random, depth - 1));
    members.push_back({std::string(static_cast<std::size_t>(i + up_to(1) * 3), 'k'), items.back()});
  }
  return kind == 3 ? Value(std::move(items)) : Value(std::move(members));
}

void read_as_everything(const std::string& bytes) {
  (void)decode_partial(bytes);
  (void)decode_scan_task(bytes);
  (void)decode_scan_request(bytes);
  (void)read_reply_message(bytes);
  (void)parse_topic(bytes);
  (void)parse_seq_frame(bytes);
  const auto read = read_request_message(bytes);
  if (!read.ok()) return;
  RequestDefaults defaults;
  defaults.exchange = "alpha";
  const auto request = parse_scan_request(read->body, samples::directory(), defaults);
  EXPECT_TRUE(request.ok() || !request.error().message.empty());
  (void)parse_job_query(read->body);
  (void)parse_wait_query(read->body);
  (void)parse_list_query(read->body);
  (void)parse_latest_query(read->body, samples::directory());
}

RC_GTEST_PROP(Hostile, AnyBytesAreHandled, (const std::string& bytes)) {
  read_as_everything(bytes);
  (void)json_to_value(bytes, kRequestLimits);
}

enum class Change : std::uint8_t { replace, drop, insert, repeat };

std::string spoilt(std::string bytes) {
  const auto changes = *rc::gen::inRange(1, 4);
  for (int i = 0; i < changes && !bytes.empty(); ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    const auto byte = *rc::gen::arbitrary<char>();
    switch (*rc::gen::element(Change::replace, Change::drop, Change::insert, Change::repeat)) {
      case Change::replace:
        bytes[at] = byte;
        break;
      case Change::drop:
        bytes.erase(at, *rc::gen::inRange<std::size_t>(1, 9));
        break;
      case Change::insert:
        bytes.insert(at, 1, byte);
        break;
      case Change::repeat:
        bytes.insert(at, bytes.substr(at, *rc::gen::inRange<std::size_t>(1, 65)));
        break;
    }
  }
  return bytes;
}

// A valid message with a few changed bytes gets further into the reader than noise does.
RC_GTEST_PROP(Hostile, AnyMutationOfAValidMessageIsHandled, ()) {
  static const auto vectors = samples::all_vectors();
  for (const samples::Vector& vector : vectors)
    read_as_everything(spoilt(vector.bytes));
}

RC_GTEST_PROP(Hostile, AnyMutationOfAValidDocumentIsHandled, ()) {
  static const auto vectors = samples::request_vectors();
  for (const samples::Vector& vector : vectors) {
    const auto read = json_to_value(spoilt(to_json(tree_of(vector.bytes))), kRequestLimits);
    if (read.ok()) (void)parse_scan_request(*read, samples::directory(), {});
  }
}

// A message is accepted exactly when it is within every limit.
RC_GTEST_PROP(Hostile, TheLimitsAcceptExactlyTheMessagesWithinThem, (std::uint32_t seed)) {
  constexpr ReadLimits limits{1000, 3, 2, 2, 4, 4, 12};
  std::mt19937 random(seed);
  for (int i = 0; i < 50; ++i) {
    const Value tree = random_tree(random, 4);
    Use use;
    measure(tree, 0, use);
    const bool within = use.depth <= limits.depth && use.array_items <= limits.array_items &&
                        use.map_entries <= limits.map_entries &&
                        use.string_bytes <= limits.string_bytes &&
                        use.key_bytes <= limits.key_bytes && use.values <= limits.values;
    RC_ASSERT(msgpack_to_value(to_msgpack(tree), limits).ok() == within);
    RC_ASSERT(json_to_value(to_json(tree), limits).ok() == within);
  }
}

TEST(Hostile, EveryByteOfAMessageMayBeAnything) {
  const std::string whole = encode(samples::parallel_request());
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (const int byte :
         {0x00, 0x7F, 0x80, 0x8F, 0x9F, 0xC1, 0xC6, 0xCB, 0xDB, 0xDD, 0xDF, 0xFF}) {
      std::string bytes = whole;
      bytes[at] = static_cast<char>(byte);
      read_as_everything(bytes);
    }
}

// As many small containers as fit into a message: the count of values bounds them.
TEST(Hostile, ManySmallContainersAreBoundedLikeALargeOne) {
  std::string bytes("\xdc\x10\x00", 3);  // 4096 items
  for (int i = 0; i < 4096; ++i)
    bytes.append("\x93\x90\x90\x90");
  const auto read = msgpack_to_value(bytes, kRequestLimits);
  ASSERT_FALSE(read.ok());
  EXPECT_NE(read.error().message.find("more than 16384 values"), std::string::npos);
}

}  // namespace
}  // namespace scand::proto
