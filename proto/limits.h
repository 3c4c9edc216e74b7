#pragma once
// Every maximum of the wire format, in one place. SPEC.md, "Limits", states the same numbers for
// clients. A reader checks them before it allocates.

#include <cstddef>
#include <cstdint>

#include "proto/encoding/read_limits.h"

namespace scand::proto {

inline constexpr std::size_t kKiB = 1024;
inline constexpr std::size_t kMiB = 1024 * kKiB;
inline constexpr std::size_t kDepthMax = 16;
inline constexpr std::size_t kKeyBytesMax = 128;

// A client's request, in msgpack or JSON. Anybody may send one.
inline constexpr std::size_t kMessageBytesMax = 256 * kKiB;
inline constexpr ReadLimits kRequestLimits{kMessageBytesMax, kDepthMax, 4096, 1024, 4096,
                                           kKeyBytesMax,     16'384};

// A worker's answer: all signals of one exchange, unfiltered.
inline constexpr std::size_t kPartialBytesMax = 32 * kMiB;
inline constexpr std::size_t kMarketsMax = 16'384;  // of one exchange
inline constexpr std::size_t kSignalValuesMax = 256;
inline constexpr ReadLimits kPartialLimits{kPartialBytesMax,
                                           kDepthMax,
                                           kMarketsMax,
                                           4096,
                                           64 * kKiB,
                                           kKeyBytesMax,
                                           kMarketsMax* kSignalValuesMax};

// A reply or a publication, as a client reads it.
inline constexpr std::size_t kResultBytesMax = 64 * kMiB;
inline constexpr std::size_t kSignalsMax = 131'072;
inline constexpr ReadLimits kResultLimits{kResultBytesMax,
                                          kDepthMax,
                                          kSignalsMax,
                                          4096,
                                          64 * kKiB,
                                          kKeyBytesMax,
                                          kSignalsMax* kSignalValuesMax};

// Fields of a scan request.
inline constexpr std::size_t kExchangesMax = 64;
inline constexpr std::size_t kExchangeNameBytesMax = 64;
inline constexpr std::size_t kSymbolsMax = 2000;
inline constexpr std::size_t kSymbolPartBytesMax = 32;  // BASE, QUOTE and SETTLE each
inline constexpr std::size_t kSymbolBytesMax = 3 * kSymbolPartBytesMax + 2;
inline constexpr std::size_t kQuotesMax = 16;
inline constexpr std::uint32_t kTopNMax = 10'000;
inline constexpr double kMinVolumeUsdMax = 1e15;
inline constexpr std::uint32_t kLimitMax = 100'000;
inline constexpr double kDeadlineSecondsMin = 1;
inline constexpr double kDeadlineSecondsMax = 3600;
inline constexpr double kStrengthMax = 100;
inline constexpr double kMinStrengthDefault = 50;  // 0 where HOLD is asked for
inline constexpr std::size_t kRequestIdBytesMax = 128;
inline constexpr std::size_t kIgnoredFieldsMax =
    64;  // listed in the result; any others are ignored silently

// Fields of the other requests.
inline constexpr std::size_t kCorrelationBytesMax = 128;
inline constexpr std::size_t kJobIdBytes = 26;
inline constexpr std::uint64_t kWaitMsDefault = 60'000;
inline constexpr std::uint64_t kWaitMsMax = 3'600'000;
inline constexpr std::uint32_t kListDefault = 100;
inline constexpr std::uint32_t kListMax = 1000;
inline constexpr std::size_t kEpochBytesMax = 64;
inline constexpr std::uint64_t kSeqMax = std::uint64_t{1} << 62U;
// The results in one reply to scan.replay. A reply with a single result may be larger, up to the
// bound of a result.
inline constexpr std::size_t kReplayBytesMax = 4 * kMiB;

// Each string and number has a header of up to five bytes; 8 is more than any of ours needs.
inline constexpr std::size_t kHeadBytes = 8;
inline constexpr std::size_t kLargestRequestBytes =
    kSymbolsMax * (kSymbolBytesMax + kHeadBytes) +
    2 * kExchangesMax * (kExchangeNameBytesMax + 2 * kHeadBytes) +
    kQuotesMax * (kSymbolPartBytesMax + kHeadBytes) + kRequestIdBytesMax + kCorrelationBytesMax +
    32 * (kKeyBytesMax + kHeadBytes);
static_assert(kLargestRequestBytes <= kMessageBytesMax,
              "a request with every field at its largest fits into a message");
static_assert(kSymbolsMax <= kRequestLimits.array_items);
static_assert(kExchangesMax <= kRequestLimits.map_entries, "topN may name every exchange");
static_assert(kSymbolBytesMax <= kRequestLimits.string_bytes);
static_assert(kRequestIdBytesMax <= kRequestLimits.string_bytes);
static_assert(kSymbolsMax + 4 * kExchangesMax + kQuotesMax + 64 <= kRequestLimits.values);
static_assert(kTopNMax <= kMarketsMax, "what a request may ask for can be answered");
static_assert(kLimitMax <= kSignalsMax);
static_assert(kExchangesMax * 64 <= kResultLimits.values, "details of all exchanges");
static_assert(kPartialBytesMax <= kResultBytesMax, "one exchange's answer fits into a result");

}  // namespace scand::proto
