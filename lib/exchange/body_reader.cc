#include "lib/exchange/body_reader.h"

#include <algorithm>
#include <cstring>
#include <simdjson.h>
#include <utility>

namespace scand::lib::exchange {
namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;
using Nodes = std::vector<PathSet::Node>;

std::string_view trimmed(std::string_view token) {
  while (!token.empty() && static_cast<unsigned char>(token.back()) <= ' ')
    token.remove_suffix(1);
  return token;
}

// Copies the wanted values below one value into their slots.
class Walker {
 public:
  Walker(const Nodes& nodes, std::span<Token> tokens) : nodes_(nodes), tokens_(tokens) {}

  error_code walk(ondemand::value value, std::size_t at = 0) const {
    ondemand::json_type type{};
    if (const error_code error = value.type().get(type)) return error;
    switch (type) {
      case ondemand::json_type::object:
        return walk_object(value, nodes_[at]);
      case ondemand::json_type::array:
        return walk_array(value, nodes_[at]);
      default:
        return nodes_[at].slot == PathSet::kNone ? simdjson::SUCCESS
                                                 : scalar(value, type, nodes_[at].slot);
    }
  }

 private:
  error_code walk_object(ondemand::value value, const PathSet::Node& node) const {
    ondemand::object object;
    if (const error_code error = value.get_object().get(object)) return error;
    Token* const self = compound(node, Token::Kind::object);
    std::size_t left = node.children.size();
    for (auto item : object) {
      ondemand::field field;
      if (const error_code error = std::move(item).get(field)) return error;
      if (self != nullptr) self->empty = false;
      if (left == 0) break;
      const auto key = field.key();
      const auto child = std::ranges::find_if(
          node.children, [&](std::size_t c) { return key.unsafe_is_equal(nodes_[c].step); });
      if (child == node.children.end()) continue;
      if (const error_code error = walk(field.value(), *child)) return error;
      --left;
    }
    return simdjson::SUCCESS;
  }

  error_code walk_array(ondemand::value value, const PathSet::Node& node) const {
    ondemand::array array;
    if (const error_code error = value.get_array().get(array)) return error;
    Token* const self = compound(node, Token::Kind::array);
    std::size_t left = node.children.size();
    std::size_t index = 0;
    for (auto item : array) {
      ondemand::value element;
      if (const error_code error = item.get(element)) return error;
      if (self != nullptr) self->empty = false;
      if (left == 0) break;
      const auto child = std::ranges::find_if(
          node.children, [&](std::size_t c) { return nodes_[c].index == index; });
      ++index;
      if (child == node.children.end()) continue;
      if (const error_code error = walk(element, *child)) return error;
      --left;
    }
    return simdjson::SUCCESS;
  }

  // The token for this array or object itself; nullptr when nobody wants it.
  Token* compound(const PathSet::Node& node, Token::Kind kind) const {
    if (node.slot == PathSet::kNone) return nullptr;
    tokens_[node.slot] = {kind, true, {}};
    return &tokens_[node.slot];
  }

  error_code scalar(ondemand::value value, ondemand::json_type type, std::size_t slot) const {
    Token& token = tokens_[slot];
    if (type == ondemand::json_type::string) {
      if (const error_code error = value.get_string().get(token.text)) return error;
      token.kind = Token::Kind::string;
      token.empty = token.text.empty();
      return simdjson::SUCCESS;
    }
    token.text = trimmed(value.raw_json_token());
    token.empty = false;
    token.kind = type == ondemand::json_type::number    ? Token::Kind::number
                 : type == ondemand::json_type::boolean ? Token::Kind::boolean
                                                        : Token::Kind::null;
    return simdjson::SUCCESS;
  }

  const Nodes& nodes_;
  std::span<Token> tokens_;
};

// The first member that is an array or an object: the step "*".
error_code first_compound(ondemand::value value, ondemand::value& found) {
  ondemand::object object;
  if (const error_code error = value.get_object().get(object)) return error;
  for (auto item : object) {
    ondemand::field field;
    if (const error_code error = std::move(item).get(field)) return error;
    ondemand::json_type type{};
    if (const error_code error = field.value().type().get(type)) return error;
    if (type != ondemand::json_type::array && type != ondemand::json_type::object) continue;
    found = field.value();
    return simdjson::SUCCESS;
  }
  return simdjson::NO_SUCH_FIELD;
}

error_code step_into(ondemand::value value, const std::string& step, ondemand::value& found) {
  if (step == "*") return first_compound(value, found);
  ondemand::object object;
  if (const error_code error = value.get_object().get(object)) return error;
  return object.find_field_unordered(step).get(found);
}

std::string sentence(error_code error) {
  return simdjson::error_message(error);
}

}  // namespace

struct BodyReader::State {
  ondemand::parser parser;
  std::vector<char> buffer;
  std::size_t size = 0;
  ondemand::document document;
  bool fresh = false;  // nothing has been read from the document yet

  error_code root(ondemand::value& value) {
    if (size == 0) return simdjson::EMPTY;
    // After a structural error the document is dead, and rewinding it would be undefined behaviour.
    if (!document.is_alive()) return simdjson::TAPE_ERROR;
    if (!fresh) document.rewind();
    fresh = false;
    return document.get_value().get(value);
  }
  error_code locate(const Path& path, ondemand::value& value) {
    if (const error_code error = root(value)) return error;
    for (const std::string& step : path.steps) {
      ondemand::value next;
      if (const error_code error = step_into(value, step, next)) return error;
      value = next;
    }
    return simdjson::SUCCESS;
  }
};

BodyReader::BodyReader() : state_(std::make_unique<State>()) {}
BodyReader::~BodyReader() = default;
BodyReader::BodyReader(BodyReader&&) noexcept = default;
BodyReader& BodyReader::operator=(BodyReader&&) noexcept = default;

BodyReader::Status BodyReader::load(std::string_view body) {
  State& state = *state_;
  state.size = 0;
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  if (body.empty()) return std::string("the body is empty");
  state.buffer.resize(std::max(state.buffer.size(), body.size() + simdjson::SIMDJSON_PADDING));
  std::memcpy(state.buffer.data(), body.data(), body.size());
  std::memset(state.buffer.data() + body.size(), 0, simdjson::SIMDJSON_PADDING);
  const simdjson::padded_string_view view(state.buffer.data(), body.size(), state.buffer.size());
  if (const error_code error = state.parser.iterate(view).get(state.document))
    return sentence(error);
  ondemand::json_type type{};
  if (const error_code error = state.document.type().get(type)) return sentence(error);
  if (type != ondemand::json_type::array && type != ondemand::json_type::object)
    return std::string("neither an object nor an array");
  // On-demand parsing stops after the rows, so nobody else would notice that the end is missing.
  if (trimmed(body).back() != (type == ondemand::json_type::array ? ']' : '}'))
    return std::string("the body is cut off");
  state.size = body.size();
  state.fresh = true;
  return base::Ok{};
}

BodyReader::Status BodyReader::read(const PathSet& paths, std::span<Token> tokens) {
  std::ranges::fill(tokens, Token{});
  ondemand::value root;
  if (const error_code error = state_->root(root)) return sentence(error);
  if (const error_code error = Walker(paths.nodes(), tokens).walk(root)) return sentence(error);
  return base::Ok{};
}

BodyReader::Status BodyReader::each_row(const Path& rows, bool map, const PathSet& paths,
                                        const RowSink& sink) {
  ondemand::value place;
  if (const error_code error = state_->locate(rows, place))
    return "no rows at " + to_string(rows) + ": " + sentence(error);
  std::vector<Token> tokens(paths.size());
  const Walker walker(paths.nodes(), tokens);
  const auto row = [&](std::string_view key, ondemand::value value) {
    std::ranges::fill(tokens, Token{});
    const error_code error = walker.walk(value);
    if (error == simdjson::SUCCESS) sink(key, tokens);
    return error;
  };
  ondemand::json_type type{};
  if (const error_code error = place.type().get(type)) return sentence(error);
  if (type == ondemand::json_type::array) {
    ondemand::array array;
    if (const error_code error = place.get_array().get(array)) return sentence(error);
    for (auto item : array) {
      ondemand::value value;
      if (const error_code error = item.get(value)) return sentence(error);
      if (const error_code error = row({}, value)) return sentence(error);
    }
    return base::Ok{};
  }
  if (type != ondemand::json_type::object) return "no rows at " + to_string(rows);
  if (!map) {
    if (const error_code error = row({}, place)) return sentence(error);
    return base::Ok{};
  }
  ondemand::object object;
  if (const error_code error = place.get_object().get(object)) return sentence(error);
  for (auto item : object) {
    ondemand::field field;
    std::string_view key;
    if (const error_code error = std::move(item).get(field)) return sentence(error);
    if (const error_code error = field.unescaped_key().get(key)) return sentence(error);
    if (const error_code error = row(key, field.value())) return sentence(error);
  }
  return base::Ok{};
}

BodyReader::Status BodyReader::each_cell(const Path& place, const PathSet& paths,
                                         const CellSink& sink) {
  ondemand::value value;
  ondemand::object object;
  if (const error_code error = state_->locate(place, value))
    return "no columns at " + to_string(place) + ": " + sentence(error);
  if (const error_code error = value.get_object().get(object)) return sentence(error);
  const Nodes& nodes = paths.nodes();
  PathSet self;
  self.add({});
  for (auto item : object) {
    ondemand::field field;
    if (const error_code error = std::move(item).get(field)) return sentence(error);
    const auto key = field.key();
    const auto child = std::ranges::find_if(
        nodes[0].children, [&](std::size_t c) { return key.unsafe_is_equal(nodes[c].step); });
    if (child == nodes[0].children.end()) continue;
    ondemand::array array;
    if (const error_code error = field.value().get_array().get(array)) return sentence(error);
    for (auto cell : array) {
      Token token;
      ondemand::value element;
      if (const error_code error = cell.get(element)) return sentence(error);
      if (const error_code error = Walker(self.nodes(), {&token, 1}).walk(element))
        return sentence(error);
      sink(nodes[*child].slot, token);
    }
  }
  return base::Ok{};
}

}  // namespace scand::lib::exchange
