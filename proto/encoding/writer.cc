#include "proto/encoding/writer.h"

#include "proto/encoding/value.h"

namespace scand::proto {
namespace {

void write_integer(Writer& out, const Value& value) {
  if (const auto given = value.integer())
    out.integer(*given);
  else
    out.unsigned_integer(value.unsigned_integer().value_or(0));
}

void write_array(Writer& out, const Value::Array& items) {
  out.begin_array(items.size());
  for (const Value& item : items)
    write(out, item);
}

void write_map(Writer& out, const Value::Map& members) {
  out.begin_map(members.size());
  for (const Value::Member& member : members) {
    out.key(member.key);
    write(out, member.value);
  }
}

}  // namespace

void write(Writer& out, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      return out.null();
    case Value::Kind::boolean:
      return out.boolean(value.boolean().value_or(false));
    case Value::Kind::integer:
      return write_integer(out, value);
    case Value::Kind::number:
      return out.number(value.number().value_or(0));
    case Value::Kind::string:
      return out.string(*value.string());
    case Value::Kind::array:
      return write_array(out, *value.array());
    case Value::Kind::map:
      return write_map(out, *value.map());
  }
}

}  // namespace scand::proto
