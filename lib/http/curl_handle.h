#pragma once
// Owners of libcurl's objects, and the options that all transfers of a client share. The types are
// void* here, as in libcurl itself, so that its header stays in .cc files.

#include <memory>

#include "lib/http/client_options.h"

struct curl_slist;

namespace scand::lib::http {

struct CurlFree {
  void operator()(void* easy) const;
  void operator()(curl_slist* list) const;
};
struct CurlMultiFree {
  void operator()(void* multi) const;
};

using EasyHandle = std::unique_ptr<void, CurlFree>;        // a CURL
using MultiHandle = std::unique_ptr<void, CurlMultiFree>;  // a CURLM
using HeaderList = std::unique_ptr<curl_slist, CurlFree>;

// Both throw std::runtime_error when libcurl refuses an option: it was built without what we need,
// or the option (ca_file, proxy...) cannot be right. So call them at start-up.
[[nodiscard]] MultiHandle make_multi(const ClientOptions& options);
[[nodiscard]] EasyHandle make_easy(const ClientOptions& options);

}  // namespace scand::lib::http
