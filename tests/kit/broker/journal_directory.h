#pragma once
// A durable journal in a temporary directory, which is removed with this object.

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <stdlib.h>
#include <string>

#include "broker/journal/rocks_journal.h"
#include "tests/kit/broker/samples.h"

namespace scand::broker::test {

inline command::JournalJob job(std::string id, std::int64_t accepted_ms) {
  return {std::move(id), request({"binance", "okx"}), accepted_ms};
}

inline StoredResult result(std::string job_id, std::uint64_t seq, std::string body,
                           proto::JobStatus status = proto::JobStatus::complete) {
  return {std::move(job_id), seq, std::make_shared<const std::string>(std::move(body)), status};
}

class JournalDirectory {
 public:
  JournalDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "journal-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
    root_ = name;
  }
  ~JournalDirectory() { std::filesystem::remove_all(root_); }
  JournalDirectory(const JournalDirectory&) = delete;
  JournalDirectory& operator=(const JournalDirectory&) = delete;

  [[nodiscard]] std::filesystem::path root() const { return root_; }
  [[nodiscard]] std::string path() const { return (root_ / "journal").string(); }

  [[nodiscard]] base::Result<OpenedJournal, OpenFailure> try_open(
      const std::string& epoch = "e0", OnDamage on_damage = OnDamage::refuse) const {
    return open_journal(path(), epoch, on_damage, now_ms(0).wall);
  }
  [[nodiscard]] std::unique_ptr<RocksJournal> open(const std::string& epoch = "e0",
                                                   const JournalLimits& limits = {}) const {
    auto opened = try_open(epoch);
    if (!opened.ok()) throw std::runtime_error(opened.error().message);
    return std::make_unique<RocksJournal>(std::move(*opened), limits);
  }

 private:
  std::filesystem::path root_;
};

}  // namespace scand::broker::test
