#include "daemon/key_file.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace scand::daemon {
namespace {

constexpr std::size_t kKeyFileMaxBytes = 256;

std::string reason() {
  return std::error_code(errno, std::generic_category()).message();
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto start = text.find_first_not_of(kBlank);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(kBlank) + 1 - start);
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const auto written = write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return fsync(fd) == 0;
}

}  // namespace

std::optional<std::string> read_small_file(const std::string& path, std::size_t bytes_max,
                                           std::string& why) {
  std::ifstream in(path, std::ios::binary);
  std::string text(bytes_max + 1, '\0');
  if (in) in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!in.is_open() || in.bad() || (in.fail() && !in.eof())) {
    why = fmt::format("{}: cannot be read: {}", path, reason());
    return std::nullopt;
  }
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() <= bytes_max) return text;
  why = fmt::format("{}: is larger than {} bytes", path, bytes_max);
  return std::nullopt;
}

base::Result<broker::SecretKey, std::string> load_secret(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) == 0 && (status.st_mode & (S_IROTH | S_IWOTH)) != 0)
    return fmt::format(
        "{}: every user may read or write it; chmod 600 it, and make a new key "
        "if somebody did",
        path);
  std::string why;
  auto text = read_small_file(path, kKeyFileMaxBytes, why);
  if (!text) return why;
  broker::SecretKey whole(std::move(*text));  // wipes it
  broker::SecretKey secret{std::string(trimmed(whole.text()))};
  if (!broker::public_key_of(secret))
    return fmt::format("{}: holds no secret key (40 characters); scanctl keys new makes one", path);
  return secret;
}

std::optional<std::string> write_secret(const std::string& path, const broker::SecretKey& secret) {
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd < 0)
    return fmt::format("{}: cannot be made: {}; an old key is never written over", path, reason());
  const bool written = write_all(fd, secret.text()) && write_all(fd, "\n");
  const auto why = written ? std::string() : reason();
  close(fd);
  if (written) return std::nullopt;
  return fmt::format("{}: cannot be written: {}", path, why);
}

std::optional<std::string> public_key_of(const std::string& text, std::string& why) {
  if (broker::is_curve_key(text)) return text;
  const auto held = read_small_file(text, kKeyFileMaxBytes, why);
  if (!held) return std::nullopt;
  if (const auto key = trimmed(*held); broker::is_curve_key(key)) return std::string(key);
  why = fmt::format("{}: holds no public key (40 characters)", text);
  return std::nullopt;
}

}  // namespace scand::daemon
