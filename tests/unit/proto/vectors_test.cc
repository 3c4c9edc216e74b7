// The golden messages: the code has to write and read exactly what proto/vectors/ holds. To change
// them on purpose, run SCAND_UPDATE_VECTORS=1 unit_proto --gtest_filter='Vectors.*', which rewrites
// the files, and review the difference before you commit it.

#include "tests/kit/proto/vectors.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "proto/encoding/json_to_value.h"
#include "proto/encoding/json_writer.h"
#include "proto/limits.h"
#include "proto/reply_message.h"
#include "proto/request/parse_request.h"
#include "tests/kit/proto/directory.h"
#include "tests/kit/proto/tree.h"
#include "tests/kit/support/source_dir.h"

namespace scand::proto {
namespace {

namespace fs = std::filesystem;

const fs::path kProto = fs::path(test::source_dir()) / "proto";

std::string hex_of(std::string_view bytes) {
  std::string hex;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    hex += fmt::format("{:02x}{}", static_cast<unsigned char>(bytes[i]),
                       i + 1 == bytes.size() || i % 32 == 31 ? "\n" : "");
  return hex;
}

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string json_of(const samples::Vector& vector) {
  return to_json(tree_of(vector.bytes), 2) + "\n";
}

bool updating() {
  return std::getenv("SCAND_UPDATE_VECTORS") != nullptr;  // NOLINT(concurrency-mt-unsafe)
}

TEST(Vectors, AreExactlyWhatTheCodeWrites) {
  for (const samples::Vector& vector : samples::all_vectors()) {
    const fs::path hex = kProto / "vectors" / (vector.name + ".hex");
    const fs::path json = kProto / "vectors" / (vector.name + ".json");
    if (updating()) {
      std::ofstream(hex) << hex_of(vector.bytes);
      std::ofstream(json) << json_of(vector);
    }
    EXPECT_EQ(content(hex), hex_of(vector.bytes)) << vector.name;
    EXPECT_EQ(content(json), json_of(vector)) << vector.name;
  }
}

TEST(Vectors, EveryFileIsMadeByTheCode) {
  std::set<std::string> names;
  for (const samples::Vector& vector : samples::all_vectors())
    names.insert({vector.name + ".hex", vector.name + ".json"});
  for (const auto& file : fs::directory_iterator(kProto / "vectors"))
    EXPECT_TRUE(names.contains(file.path().filename().string())) << file.path();
}

TEST(Vectors, TheJsonTwinIsTheSameMessage) {
  for (const samples::Vector& vector : samples::all_vectors()) {
    const auto twin = json_to_value(json_of(vector), kResultLimits);
    ASSERT_TRUE(twin.ok()) << vector.name;
    EXPECT_EQ(*twin, tree_of(vector.bytes)) << vector.name;
    EXPECT_EQ(to_msgpack(*twin), vector.bytes) << vector.name;
  }
}

TEST(Vectors, EachIsReadByItsOwnDecoder) {
  for (const samples::Vector& vector : samples::request_vectors())
    EXPECT_TRUE(read_request_message(vector.bytes).ok()) << vector.name;
  for (const samples::Vector& vector : samples::reply_vectors())
    EXPECT_TRUE(read_reply_message(vector.bytes).ok()) << vector.name;
  for (const char* name : {"result_parallel", "result_single", "result_failed"})
    EXPECT_TRUE(
        result_status(*json_to_value(content(kProto / "vectors" / (name + std::string(".json"))),
                                     kResultLimits))
            .has_value());
}

// The specification's own examples, between "```hex <name>" and "```".
TEST(Vectors, TheSpecificationShowsTheSameBytes) {
  std::map<std::string, std::string> by_name;
  for (const samples::Vector& vector : samples::all_vectors())
    by_name[vector.name] = hex_of(vector.bytes);
  std::istringstream spec(content(kProto / "SPEC.md"));
  std::string line;
  int shown = 0;
  while (std::getline(spec, line)) {
    if (!line.starts_with("```hex ")) continue;
    const std::string name = line.substr(7);
    std::string block;
    while (std::getline(spec, line) && line != "```")
      block += line + "\n";
    EXPECT_EQ(block, by_name[name]) << name;
    ++shown;
  }
  EXPECT_GE(shown, 5);
}

}  // namespace
}  // namespace scand::proto
