#pragma once
// Files of keys: a secret key alone in its file, which others may not read.

#include <cstddef>
#include <optional>
#include <string>

#include "broker/wire/curve_keys.h"
#include "lib/base/result.h"

namespace scand::daemon {

// The text of a small file; nullopt: `why` says what is wrong with it.
[[nodiscard]] std::optional<std::string> read_small_file(const std::string& path,
                                                         std::size_t bytes_max, std::string& why);

// The error names the file and what to do; it never holds what the file holds. A file that every
// user may read or write is refused.
[[nodiscard]] base::Result<broker::SecretKey, std::string> load_secret(const std::string& path);

// Makes the file, mode 0600; one that is there already is left alone. Why it could not; nullopt: it
// is written.
[[nodiscard]] std::optional<std::string> write_secret(const std::string& path,
                                                      const broker::SecretKey& secret);

// `text` where it is a public key, else the file of that name, whose only word it is.
// nullopt: `why` says what is wrong.
[[nodiscard]] std::optional<std::string> public_key_of(const std::string& text, std::string& why);

}  // namespace scand::daemon
