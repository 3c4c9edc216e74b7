#pragma once
// What a reply says about rates: how much of a bucket is used, and how long to stay away. Pure.
//
// Both lead to the exchange's limiter, by different ways: feedback() to Limiter::report(), which
// only adjusts the counters; a wait, when the reply is a refusal, through classify() to
// Limiter::hold().

#include <optional>
#include <string_view>
#include <vector>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/reply.h"
#include "lib/rate/limiter.h"

namespace scand::lib::exchange {

// What the headers say about the buckets that the route was charged to. A header that cannot be
// read says nothing. `reply.now` is needed for resets that are points in time.
[[nodiscard]] std::vector<rate::Feedback> feedback(const Descriptor& descriptor, const Route& route,
                                                   const Reply& reply);

// How long a reply asks us to stay away, from three places: the Retry-After header (seconds or a
// date), a bucket's reset header, a time in the error's text. nullopt: it does not say, or not
// readably. A wait is never negative and never longer than a week. Points in time are measured from
// `reply.now`, or else from the reply's Date header; without either they cannot be understood.
[[nodiscard]] std::optional<base::Nanos> retry_after(const Reply& reply);
[[nodiscard]] std::optional<base::Nanos> reset_in(const Bucket& bucket, const Reply& reply);
[[nodiscard]] std::optional<base::Nanos> time_in_text(const TimeInText& rule, std::string_view text,
                                                      const Reply& reply);

}  // namespace scand::lib::exchange
