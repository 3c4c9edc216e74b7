#include "lib/http/curl_handle.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <new>
#include <stdexcept>
#include <string>
#include <sys/socket.h>

namespace scand::lib::http {
namespace {

template <class T>
void set(CURL* easy, CURLoption option, T value) {
  const CURLcode code = curl_easy_setopt(easy, option, value);
  if (code != CURLE_OK) {
    throw std::runtime_error("libcurl refuses option " + std::to_string(option) + ": " +
                             curl_easy_strerror(code));
  }
}

// libcurl calls this for each new socket. `client` is the ClientOptions, which outlive the
// connections.
int tune_socket(void* client, curl_socket_t socket, curlsocktype) {
  const auto& options = *static_cast<const ClientOptions*>(client);
  const auto ms = static_cast<unsigned int>(options.unacknowledged_timeout.count());
  setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &ms, sizeof ms);
  return CURL_SOCKOPT_OK;
}

void set_deadlines(CURL* easy, const ClientOptions& options) {
  // No signals: libcurl's alarm for one thread would hit another. Quick exit: ending a transfer
  // does not wait for its resolver thread (LookupGate counts the threads that stay behind).
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_QUICK_EXIT, 1L);
  set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
}

void set_connections(CURL* easy, const ClientOptions& options) {
  // HTTP/2 where TLS offers it. A second request first waits to see whether it can share the first
  // one's connection, before it opens its own.
  set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(easy, CURLOPT_PIPEWAIT, 1L);
  set(easy, CURLOPT_DNS_CACHE_TIMEOUT, 120L);
  set(easy, CURLOPT_TCP_KEEPALIVE, 1L);
  set(easy, CURLOPT_TCP_KEEPIDLE, 30L);
  set(easy, CURLOPT_TCP_KEEPINTVL, 10L);
  set(easy, CURLOPT_SOCKOPTFUNCTION, &tune_socket);
  set(easy, CURLOPT_SOCKOPTDATA, &options);
  // An empty string (unlike a null pointer) keeps libcurl from reading the *_proxy variables.
  set(easy, CURLOPT_PROXY, options.proxy.c_str());
  set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  if (!options.egress_address.empty()) {
    set(easy, CURLOPT_INTERFACE, ("host!" + options.egress_address).c_str());
  }
}

void set_trust(CURL* easy, const ClientOptions& options) {
  set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.ca_file.empty()) set(easy, CURLOPT_CAINFO, options.ca_file.c_str());
}

void set_protocol(CURL* easy, const ClientOptions& options) {
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_HTTP09_ALLOWED, 0L);
  set(easy, CURLOPT_HTTPGET, 1L);
  set(easy, CURLOPT_ACCEPT_ENCODING, options.accept_encoding.c_str());
  set(easy, CURLOPT_USERAGENT, options.user_agent.c_str());
  set(easy, CURLOPT_BUFFERSIZE, 64L << 10);
}

}  // namespace

void CurlFree::operator()(void* easy) const {
  curl_easy_cleanup(easy);
}
void CurlFree::operator()(curl_slist* list) const {
  curl_slist_free_all(list);
}
void CurlMultiFree::operator()(void* multi) const {
  curl_multi_cleanup(multi);
}

MultiHandle make_multi(const ClientOptions& options) {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    throw std::runtime_error("libcurl cannot be initialised");
  }
  MultiHandle multi(curl_multi_init());
  if (!multi) throw std::bad_alloc();
  curl_multi_setopt(multi.get(), CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
  curl_multi_setopt(multi.get(), CURLMOPT_MAX_HOST_CONNECTIONS, options.max_connections_per_host);
  curl_multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS, options.max_idle_connections);
  return multi;
}

EasyHandle make_easy(const ClientOptions& options) {
  EasyHandle easy(curl_easy_init());
  if (!easy) throw std::bad_alloc();
  set_deadlines(easy.get(), options);
  set_connections(easy.get(), options);
  set_trust(easy.get(), options);
  set_protocol(easy.get(), options);
  return easy;
}

}  // namespace scand::lib::http
