#pragma once
// How long a reply asks to stay away: Retry-After, a bucket's reset header, a time in the text.

#include <optional>
#include <string_view>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/venue_error.h"

namespace scand::lib::exchange {

// Points in time are reckoned from `reply.now`, else from its Date header, else not understood. No
// wait is longer than a week.
[[nodiscard]] std::optional<base::Nanos> retry_after(const Reply& reply);
[[nodiscard]] std::optional<base::Nanos> reset_in(const Bucket& bucket, const Reply& reply);
[[nodiscard]] std::optional<base::Nanos> time_in_text(const TimeInText& rule, std::string_view text,
                                                      const Reply& reply);

}  // namespace scand::lib::exchange
