#include "daemon/gateway/tokens.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <fstream>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <optional>
#include <sys/stat.h>
#include <system_error>
#include <utility>

#include "daemon/http/ascii.h"

namespace scand::daemon::gateway {
namespace {

constexpr std::string_view kPrefix = "sha256:";
constexpr std::size_t kNameBytesMax = 64;
constexpr std::size_t kTokensMax = 4096;
constexpr std::size_t kFileBytesMax = 1024 * 1024;

std::optional<Role> parse_role(std::string_view text) {
  if (text == "submit") return Role::submit;
  if (text == "read") return Role::read;
  if (text == "admin") return Role::admin;
  return std::nullopt;
}

std::optional<std::uint8_t> parse_nibble(char digit) {
  if (digit >= '0' && digit <= '9') return static_cast<std::uint8_t>(digit - '0');
  const char lower = http::ascii_lower(digit);
  if (lower >= 'a' && lower <= 'f') return static_cast<std::uint8_t>(lower - 'a' + 10);
  return std::nullopt;
}

std::optional<Sha256> parse_digest(std::string_view text) {
  Sha256 digest{};
  if (!text.starts_with(kPrefix)) return std::nullopt;
  text.remove_prefix(kPrefix.size());
  if (text.size() != 2 * digest.size()) return std::nullopt;
  for (std::size_t at = 0; at < digest.size(); ++at) {
    const auto high = parse_nibble(text[2 * at]);
    const auto low = parse_nibble(text[2 * at + 1]);
    if (!high || !low) return std::nullopt;
    digest.at(at) = static_cast<std::uint8_t>(*high * 16 + *low);
  }
  return digest;
}

std::vector<std::string_view> words_of(std::string_view line, std::string_view separators) {
  std::vector<std::string_view> words;
  for (;;) {
    const auto first = line.find_first_not_of(separators);
    if (first == std::string_view::npos) return words;
    line.remove_prefix(first);
    const auto end = std::min(line.find_first_of(separators), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

bool plain_name(std::string_view text) {
  return text.size() <= kNameBytesMax &&
         text.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-@+:") ==
             std::string_view::npos;
}

// The error never repeats the line, which may hold a token in the clear.
base::Result<TokenEntry, std::string> parse_line(std::string_view line) {
  const auto words = words_of(line, " \t\r");
  if (words.size() != 3)
    return fmt::format("{} words; a line is NAME ROLE[,ROLE...] sha256:HEX", words.size());
  TokenEntry entry;
  if (!plain_name(words[0]))
    return fmt::format("the name has at most {} letters, digits and ._-@+:", kNameBytesMax);
  entry.name = words[0];
  for (const auto word : words_of(words[1], ",")) {
    const auto role = parse_role(word);
    if (!role) return std::string("the roles are submit, read and admin, joined by commas");
    entry.rights |= static_cast<std::uint32_t>(*role);
  }
  if (entry.rights == 0) return std::string("no role; name at least one of submit, read, admin");
  const auto digest = parse_digest(words[2]);
  if (!digest)
    return std::string(
        "the third word is sha256: and 64 hex digits; `printf %s TOKEN | sha256sum` prints them");
  entry.digest = *digest;
  return entry;
}

}  // namespace

Sha256 sha256(std::string_view text) {
  Sha256 digest{};
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
  return digest;
}

base::Result<TokenTable, std::string> TokenTable::parse(std::string_view text) {
  TokenTable table;
  std::string faults;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = http::trimmed(text.substr(0, end).substr(0, text.substr(0, end).find('#')));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line == "\r") continue;
    auto entry = parse_line(line);
    if (entry.ok() && table.entries_.size() < kTokensMax) {
      table.entries_.push_back(std::move(entry).value());
      continue;
    }
    const auto why = entry.ok() ? fmt::format("more than {} tokens", kTokensMax) : entry.error();
    faults += fmt::format("{}line {}: {}", faults.empty() ? "" : "; ", number, why);
    if (faults.size() > 1000) break;
  }
  if (!faults.empty()) return faults;
  if (table.entries_.empty()) return std::string("no token in it, so nobody could come in");
  return table;
}

const TokenEntry* TokenTable::find(std::string_view token) const {
  const auto digest = sha256(token);
  const TokenEntry* found = nullptr;
  for (const auto& entry : entries_)
    if (CRYPTO_memcmp(entry.digest.data(), digest.data(), digest.size()) == 0) found = &entry;
  return found;
}

base::Result<std::shared_ptr<const TokenTable>, std::string> read_token_file(
    const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0)
    return fmt::format("the token file {} cannot be read: {}", path,
                       std::generic_category().message(errno));
  if (!S_ISREG(status.st_mode)) return fmt::format("the token file {} is not a file", path);
  if ((status.st_mode & S_IWOTH) != 0)
    return fmt::format("anybody may write to the token file {}: chmod o-w it", path);
  std::ifstream file(path, std::ios::binary);
  std::string text(kFileBytesMax + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad() || (text.empty() && !file.eof()))
    return fmt::format("the token file {} cannot be read; may this user read it?", path);
  if (text.size() > kFileBytesMax)
    return fmt::format("the token file {} has more than {} bytes", path, kFileBytesMax);
  auto table = TokenTable::parse(text);
  if (!table.ok()) return fmt::format("the token file {}: {}", path, table.error());
  return std::make_shared<const TokenTable>(std::move(table).value());
}

std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view kScheme = "bearer ";
  if (!http::same_ignoring_case(authorization.substr(0, kScheme.size()), kScheme)) return {};
  return http::trimmed(authorization.substr(kScheme.size()));
}

}  // namespace scand::daemon::gateway
