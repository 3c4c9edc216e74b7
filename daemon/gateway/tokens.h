#pragma once
// Bearer tokens: who may do what. Pure; token_file.h reads the file.
//
// One token a line, `#` begins a comment:
//   NAME  ROLE[,ROLE...]  sha256:HEX
// NAME is whose work it is (several tokens may share one, so that a token can be changed without a
// gap). Roles: submit, read, admin. HEX is the SHA-256 of the token, so that who reads the file has
// no token:   openssl rand -hex 32 | tee token | tr -d '\n' | sha256sum

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/gateway/http_message.h"
#include "lib/base/result.h"

namespace scand::daemon::gateway {

using Sha256 = std::array<std::uint8_t, 32>;
[[nodiscard]] Sha256 sha256(std::string_view text);

struct TokenEntry {
  std::string name;
  std::vector<Role> roles;
  Sha256 digest{};
};

// Fixed after construction: any thread may ask.
class TokenTable {
 public:
  // The error is one sentence for each line that is wrong, with its number. A file without a token
  // is an error, too: nobody could come in.
  [[nodiscard]] static base::Result<TokenTable, std::string> parse(std::string_view text);

  // Null: nobody's. Takes the same time for every token of one length, right or wrong.
  [[nodiscard]] const TokenEntry* find(std::string_view token) const;
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  std::vector<TokenEntry> entries_;
};

// The token of an `Authorization` field's value; empty where it is of another scheme.
[[nodiscard]] std::string_view bearer_token(std::string_view authorization);

}  // namespace scand::daemon::gateway
