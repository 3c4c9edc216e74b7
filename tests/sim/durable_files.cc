#include "tests/sim/durable_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

namespace scand::broker::sim {
namespace {

namespace fs = std::filesystem;

// nullopt if the file is gone: RocksDB's threads remove files meanwhile.
std::optional<std::string> contents_of(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

constexpr std::size_t kPage = 4'096;

// The first `cut` bytes are new and the others old. Among the new ones some pages are still old,
// since a disk may write a later page before an earlier one.
std::string torn(const std::string& before, const std::string& after, std::mt19937_64& random) {
  const auto parting = std::ranges::mismatch(before, after);
  const auto same = static_cast<std::size_t>(parting.in2 - after.begin());
  const std::size_t fresh = after.size() - same;
  const auto luck = random() % 3;
  const std::size_t cut = same + (luck == 0 ? 0 : luck == 1 ? fresh : random() % (fresh + 1));
  std::string found = after.substr(0, cut) + before.substr(std::min(cut, before.size()));
  for (std::size_t page = (same + kPage - 1) / kPage * kPage; page + kPage <= cut; page += kPage) {
    if (random() % 4 != 0) continue;
    std::string old = page < before.size() ? before.substr(page, kPage) : std::string();
    old.resize(kPage);
    found.replace(page, kPage, old);
  }
  return found;
}

}  // namespace

void DurableFiles::before_write(const std::string& file) {
  std::error_code error;
  const fs::path path = fs::path(directory_) / file;
  if (fs::file_size(path, error) == 0) {
    synced_[file].clear();  // perhaps a new file with an old name
  } else if (!synced_.contains(file)) {
    synced_[file] = contents_of(path).value_or("");
  }
}

void DurableFiles::synced(const std::string& file) {
  if (auto contents = contents_of(fs::path(directory_) / file))
    synced_[file] = *std::move(contents);
}

FileContents DurableFiles::written() const {
  FileContents files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(directory_, error), end; at != end; at.increment(error))
    if (auto contents = contents_of(at->path()))
      files.emplace(fs::relative(at->path(), directory_).string(), *std::move(contents));
  return files;
}

FileContents DurableFiles::after_power_cut(std::mt19937_64& random) const {
  FileContents files = written();
  for (auto& [file, contents] : files)
    if (const auto before = synced_.find(file); before != synced_.end())
      contents = torn(before->second, contents, random);
  return files;
}

void DurableFiles::replace(const FileContents& files) {
  fs::remove_all(directory_);
  for (const auto& [file, contents] : files) {
    const fs::path path = fs::path(directory_) / file;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << contents;
  }
  synced_.clear();  // everything is on the disk
}

}  // namespace scand::broker::sim
