#pragma once
// Turns dotted keys, in the table's order, into the nested sections of a YAML file.

#include <string>
#include <string_view>
#include <vector>

namespace scand::daemon {

class SectionWriter {
 public:
  // Appends section heads to `out`, which outlives the writer.
  explicit SectionWriter(std::string& out) : out_(out) {}

  struct Leaf {
    std::string indent;
    std::string_view name;  // the key's last word
  };
  // Writes the heads of sections that the last key was not in. A top-level key after a section is
  // fine; keys of one section must follow each other.
  Leaf enter(std::string_view key);

 private:
  std::string& out_;
  std::vector<std::string> open_;
};

}  // namespace scand::daemon
