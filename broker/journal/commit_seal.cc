#include "broker/journal/commit_seal.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <sys/stat.h>
#include <system_error>
#include <utility>

#include "broker/journal/record_format.h"

namespace scand::broker {
namespace {

constexpr std::size_t kSlotBytes = 4096;  // the slots share no sector and no page
constexpr std::size_t kUsedBytes = 40;
constexpr std::uint64_t kMagic = 0x7363616e64534c31ULL;  // "scandSL1"
using Words = std::array<std::uint64_t, kUsedBytes / 8>;

JournalFailure failure(const char* what, const std::string& path) {
  return {fmt::format("{} {}: {}", what, path, std::generic_category().message(errno))};
}

std::uint64_t checksum(const Words& words) {
  std::array<char, kUsedBytes - 8> bytes{};
  std::memcpy(bytes.data(), words.data(), bytes.size());
  return record::crc64({bytes.data(), bytes.size()});
}

Words words_of(const SealedCommit& sealed) {
  Words words{kMagic, sealed.commit, sealed.last_seq, sealed.epoch_checksum, 0};
  words.back() = checksum(words);
  return words;
}

bool write_slot(int fd, std::size_t slot, const SealedCommit& sealed) {
  const Words words = words_of(sealed);
  std::array<char, kUsedBytes> bytes{};
  std::memcpy(bytes.data(), words.data(), bytes.size());
  // A full disk may take a part first and report the error only for the rest.
  for (std::size_t done = 0; done < bytes.size();) {
    const auto at = static_cast<off_t>(slot * kSlotBytes + done);
    const auto written = ::pwrite(fd, bytes.data() + done, bytes.size() - done, at);
    if (written == 0) errno = EIO;
    if (written <= 0) return false;
    done += static_cast<std::size_t>(written);
  }
  return true;
}

std::optional<SealedCommit> read_slot(int fd, std::size_t slot) {
  Words words{};
  const auto at = static_cast<off_t>(slot * kSlotBytes);
  if (::pread(fd, words.data(), sizeof words, at) != sizeof words) return std::nullopt;
  if (words[0] != kMagic || words.back() != checksum(words)) return std::nullopt;
  return SealedCommit{words[1], words[2], words[3]};
}

// The slot with the newest valid commit; nullopt: neither slot is valid.
std::optional<std::size_t> newest_slot(int fd) {
  const auto first = read_slot(fd, 0);
  const auto second = read_slot(fd, 1);
  if (first && second) return first->commit > second->commit ? 0 : 1;
  if (!first && !second) return std::nullopt;
  return first ? 0 : 1;
}

bool sync_directory_of(const std::string& path) {
  const auto parent = std::filesystem::path(path).parent_path().string();
  const FileHandle directory(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return directory.is_open() && ::fsync(directory.get()) == 0;
}

}  // namespace

CommitSeal::CommitSeal(FileHandle file, std::string path, std::size_t next_slot)
    : file_(std::move(file)), path_(std::move(path)), next_slot_(next_slot) {}

base::Status<JournalFailure> CommitSeal::make(const std::string& path, const SealedCommit& first) {
  const std::string fresh = path + ".new";
  const FileHandle file(::open(fresh.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  // Written in full, so that later writes need no disk space and change no metadata.
  const std::string zeros(2 * kSlotBytes, '\0');
  if (!file.is_open() ||
      ::pwrite(file.get(), zeros.data(), zeros.size(), 0) != static_cast<ssize_t>(zeros.size()) ||
      !write_slot(file.get(), 0, first) || !write_slot(file.get(), 1, first) ||
      ::fsync(file.get()) != 0)
    return failure("cannot write", fresh);
  if (::rename(fresh.c_str(), path.c_str()) != 0 || !sync_directory_of(path))
    return failure("cannot make", path);
  return base::Ok{};
}

base::Result<std::optional<SealedCommit>, JournalFailure> CommitSeal::read(
    const std::string& path) {
  const FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return failure("cannot read", path);
  const auto newest = newest_slot(file.get());
  return newest ? read_slot(file.get(), *newest) : std::nullopt;
}

base::Result<CommitSeal, JournalFailure> CommitSeal::open(const std::string& path) {
  FileHandle file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
  if (!file.is_open()) return failure("cannot open for writing", path);
  const std::size_t newest = newest_slot(file.get()).value_or(0);
  return CommitSeal(std::move(file), path, 1 - newest);
}

base::Status<JournalFailure> CommitSeal::write(const SealedCommit& commit) {
  if (!write_slot(file_.get(), next_slot_, commit)) return failure("cannot write", path_);
  unsynced_ = true;
  return base::Ok{};
}

base::Status<JournalFailure> CommitSeal::sync() {
  if (!std::exchange(unsynced_, false)) return base::Ok{};
  if (::fdatasync(file_.get()) != 0) return failure("cannot sync", path_);
  next_slot_ = 1 - next_slot_;
  return base::Ok{};
}

}  // namespace scand::broker
