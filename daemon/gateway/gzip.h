#pragma once
// gzip (RFC 1952) of a whole body, and the place beside a shared body where its compressed form is
// kept so that it is made once.

#include <memory>
#include <string>
#include <string_view>

#include "lib/base/guarded.h"

namespace scand::daemon::gateway {

// Null when zlib has no memory. Level 5: for JSON of hundreds of kilobytes, most of the gain for a
// few milliseconds.
[[nodiscard]] std::shared_ptr<const std::string> gzip(std::string_view text);

// Thread-safe. Two threads that ask first at the same time both compress, and one form is kept.
class GzipCache {
 public:
  // The compressed form of `body`, which is the same at each call. Null as above.
  [[nodiscard]] std::shared_ptr<const std::string> of(const std::string& body);
  [[nodiscard]] std::size_t bytes() const;  // that are kept

 private:
  base::Guarded<std::shared_ptr<const std::string>> kept_;
};

}  // namespace scand::daemon::gateway
