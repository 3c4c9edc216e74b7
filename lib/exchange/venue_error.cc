#include "lib/exchange/venue_error.h"

namespace scand::lib::exchange {

std::string_view Reply::header(std::string_view lower_name) const {
  if (headers != nullptr)
    for (const auto& [name, value] : *headers)
      if (name == lower_name) return value;
  return {};
}

}  // namespace scand::lib::exchange
