#pragma once
// gzip (RFC 1952) of a whole body, and the place beside a shared body where its compressed form is
// kept so that it is made once.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "lib/base/guarded.h"

namespace scand::daemon::gateway {

// Null when zlib has no memory. Level 5: for JSON of hundreds of kilobytes, most of the gain for a
// few milliseconds.
[[nodiscard]] std::shared_ptr<const std::string> gzip(std::string_view text);

// Thread-safe. Two threads that ask first at the same time both compress, and one form is kept.
class GzipCache {
 public:
  // `on_made` is told once, on the thread that asked, when there is a compressed form.
  explicit GzipCache(std::function<void()> on_made = {}) : on_made_(std::move(on_made)) {}

  // The compressed form of `body`, which is the same at each call. Null as above.
  [[nodiscard]] std::shared_ptr<const std::string> of(const std::string& body);
  [[nodiscard]] std::size_t bytes() const;  // that are kept

 private:
  const std::function<void()> on_made_;
  base::Guarded<std::shared_ptr<const std::string>> kept_;
};

}  // namespace scand::daemon::gateway
