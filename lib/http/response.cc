#include "lib/http/client.h"

namespace scand::lib::http {

std::string_view Response::header(std::string_view lower_name) const {
  for (const auto& [name, value] : headers) {
    if (name == lower_name) return value;
  }
  return {};
}

}  // namespace scand::lib::http
