#pragma once
// The JSON side of Writer: on one line, or indented for people; UTF-8 as it is, control characters
// escaped.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "proto/encoding/writer.h"

namespace scand::proto {

class JsonWriter final : public Writer {
 public:
  // `indent`: spaces for each level; 0: all on one line.
  explicit JsonWriter(std::size_t indent = 0) : indent_(indent) {}
  void begin_map(std::size_t entries) override { begin('{', '}', entries); }
  void begin_array(std::size_t items) override { begin('[', ']', items); }
  void key(std::string_view text) override;
  void null() override { raw("null"); }
  void boolean(bool value) override { raw(value ? "true" : "false"); }
  void integer(std::int64_t value) override;
  void unsigned_integer(std::uint64_t value) override;
  void number(double value) override;
  void string(std::string_view text) override;
  void encoded(std::string_view bytes) override { raw(bytes); }
  [[nodiscard]] std::string take() override;

 private:
  struct Open {
    char close;
    std::size_t left;
    bool first = true;
  };
  void begin(char open, char close, std::size_t count);
  void raw(std::string_view text);  // one whole value
  void separate();                  // the comma and the line before an item
  void separate_entry();            // ... before a key
  void new_line();
  void done();  // a value is complete: close what it completes
  void quote(std::string_view text);

  const std::size_t indent_;
  std::string out_;
  std::vector<Open> open_;
};

// Any shape that has a write(Writer&, const T&), as JSON.
template <class T>
[[nodiscard]] std::string to_json(const T& shape, std::size_t indent = 0) {
  JsonWriter writer(indent);
  write(writer, shape);
  return writer.take();
}

}  // namespace scand::proto
