#pragma once
// gzip (RFC 1952) of a whole body, and a cache of the compressed form for a body that is sent many
// times.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "lib/base/guarded.h"

namespace scand::daemon::http {

// Null when zlib has no memory. Level 5 reaches most of the gain in a few milliseconds for JSON of
// hundreds of kilobytes.
[[nodiscard]] std::shared_ptr<const std::string> gzip(std::string_view text);

// Thread-safe. Two threads that ask first at the same time both compress, and one form is kept.
class GzipCache {
 public:
  // `on_made` is called once, on the thread that asked, when the compressed form has been made.
  explicit GzipCache(std::function<void()> on_made = {}) : on_made_(std::move(on_made)) {}

  // The compressed form of `body`, which is the same at each call. Null as above.
  [[nodiscard]] std::shared_ptr<const std::string> of(const std::string& body);
  [[nodiscard]] std::size_t bytes() const;  // of the cached form

 private:
  const std::function<void()> on_made_;
  base::Guarded<std::shared_ptr<const std::string>> kept_;
};

}  // namespace scand::daemon::http
