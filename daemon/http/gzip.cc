#include "daemon/http/gzip.h"

#include <utility>
#include <zlib.h>

namespace scand::daemon::http {
namespace {

constexpr int kLevel = 5;
constexpr int kGzipWindow = 15 + 16;  // the largest window, with a gzip header
constexpr int kMemoryLevel = 8;

}  // namespace

std::shared_ptr<const std::string> gzip(std::string_view text) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    return nullptr;
  std::string input(text);  // zlib's input pointer is not const
  auto packed = std::make_shared<std::string>();
  packed->resize(deflateBound(&stream, input.size()));
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed->data());
  stream.avail_out = static_cast<uInt>(packed->size());
  const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  packed->resize(stream.total_out);
  deflateEnd(&stream);
  if (!whole) return nullptr;
  packed->shrink_to_fit();
  return packed;
}

std::shared_ptr<const std::string> GzipCache::of(const std::string& body) {
  if (auto kept = kept_.with([](const auto& form) { return form; })) return kept;
  const auto made = gzip(body);
  auto kept = kept_.with([&](auto& form) {
    if (!form) form = made;
    return form;
  });
  if (made && kept == made && on_made_) on_made_();
  return kept;
}

std::size_t GzipCache::bytes() const {
  return kept_.with([](const auto& form) { return form ? form->size() : 0; });
}

}  // namespace scand::daemon::http
