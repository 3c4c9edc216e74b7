#pragma once
// ReadLimits: what a reader of msgpack or JSON accepts. The numbers for each kind of message are in
// proto/limits.h.
// Small: encoding/ and proto/limits.h both need it, and encoding/ includes nothing of proto/.

#include <cstddef>

namespace scand::proto {

// `values` counts every value of a message, keys and containers included. It bounds a message of
// many small containers as tightly as one large container.
struct ReadLimits {
  std::size_t bytes = 0;
  std::size_t depth = 0;  // containers inside each other; the outermost is at depth 1
  std::size_t array_items = 0;
  std::size_t map_entries = 0;
  std::size_t string_bytes = 0;
  std::size_t key_bytes = 0;
  std::size_t values = 0;
};

}  // namespace scand::proto
