#pragma once
// Writer for JSON: on one line, or indented for people. UTF-8 is written as it is, control
// characters are escaped.

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
    std::size_t left;  // entries still to come
    bool first = true;
  };
  void begin(char open, char close, std::size_t count);
  void raw(std::string_view text);  // one whole value
  void separate();                  // writes the comma and line break before an array item
  void separate_entry();            // the same before a key
  void new_line();
  void value_written();  // closes the containers that this value completes
  void quote(std::string_view text);

  const std::size_t indent_;
  std::string out_;
  std::vector<Open> open_;
};

// Encodes any type that has a write(Writer&, const T&) as JSON.
template <class T>
[[nodiscard]] std::string to_json(const T& shape, std::size_t indent = 0) {
  JsonWriter writer(indent);
  write(writer, shape);
  return writer.take();
}

}  // namespace scand::proto
