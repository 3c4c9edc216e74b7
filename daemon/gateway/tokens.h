#pragma once
// Bearer tokens: which client a token belongs to, and what that client may do.
//
// The token file has one token a line; `#` begins a comment:
//   NAME  ROLE[,ROLE...]  sha256:HEX
// NAME is the client. Several tokens may share a name, so that a client can change its token
// without a gap. Roles: submit, read, admin. HEX is the SHA-256 of the token, so the file gives no
// token away:   openssl rand -hex 32 | tee token | tr -d '\n' | sha256sum

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/result.h"

namespace scand::daemon::gateway {

// A client's roles are bits of http::Request::rights.
enum class Role : std::uint32_t { submit = 1, read = 2, admin = 4 };
[[nodiscard]] constexpr std::uint32_t rights_of(std::initializer_list<Role> roles) {
  std::uint32_t rights = 0;
  for (const Role role : roles)
    rights |= static_cast<std::uint32_t>(role);
  return rights;
}
[[nodiscard]] constexpr bool has_role(std::uint32_t rights, Role role) {
  return (rights & static_cast<std::uint32_t>(role)) != 0;
}

using Sha256 = std::array<std::uint8_t, 32>;
[[nodiscard]] Sha256 sha256(std::string_view text);

struct TokenEntry {
  std::string name;
  std::uint32_t rights = 0;
  Sha256 digest{};
};

// Fixed after construction; any thread may read it.
class TokenTable {
 public:
  // The error has one sentence for each wrong line, with its number. A file without a token is an
  // error, too: nobody could use scand.
  [[nodiscard]] static base::Result<TokenTable, std::string> parse(std::string_view text);

  // Null: no client has this token. Takes equally long for all tokens of one length, known or not.
  [[nodiscard]] const TokenEntry* find(std::string_view token) const;
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  std::vector<TokenEntry> entries_;
};

// Reads a token file. The error names the file, says what is wrong with it and what to do. A file
// that everybody may write to is refused: it decides who may use scand.
[[nodiscard]] base::Result<std::shared_ptr<const TokenTable>, std::string> read_token_file(
    const std::string& path);

// The token in the value of an `Authorization` field; empty for another scheme.
[[nodiscard]] std::string_view bearer_token(std::string_view authorization);

}  // namespace scand::daemon::gateway
