#pragma once
// Reads and writes files that hold one key. Other users must not be able to read a secret key's
// file.

#include <cstddef>
#include <optional>
#include <string>

#include "broker/wire/curve_keys.h"
#include "lib/base/result.h"

namespace scand::daemon {

// The text of a small file. nullopt: `why` says what is wrong.
[[nodiscard]] std::optional<std::string> read_small_file(const std::string& path,
                                                         std::size_t bytes_max, std::string& why);

// Refuses a file that every user may read or write. The error names the file and what to do; it
// never repeats what the file holds.
[[nodiscard]] base::Result<broker::SecretKey, std::string> load_secret(const std::string& path);

// Creates the file with mode 0600; never writes over an existing one. Returns why it failed;
// nullopt: the key is written.
[[nodiscard]] std::optional<std::string> write_secret(const std::string& path,
                                                      const broker::SecretKey& secret);

// `text` itself if it is a public key; else the key in the file of that name. nullopt: `why` says
// what is wrong.
[[nodiscard]] std::optional<std::string> public_key_of(const std::string& text, std::string& why);

}  // namespace scand::daemon
