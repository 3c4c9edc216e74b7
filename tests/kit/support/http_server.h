#pragma once
// The Python server of http_server.py as an object: started once, ended with it.

#include <map>
#include <string>

#include "tests/kit/support/child_process.h"

namespace scand::test {

class HttpServer {
 public:
  // `source_dir` is the top of the source tree. Throws when the server does not come up.
  HttpServer(const std::string& source_dir, bool with_nginx);

  // "https://127.0.0.1:PORT/path"; `port_name` is one of plain, good, wrong_name, expired,
  // unknown_ca, slam, full, h2.
  [[nodiscard]] std::string url(const std::string& port_name, const std::string& path) const;
  [[nodiscard]] std::string ca_file() const { return facts_.at("ca"); }
  [[nodiscard]] std::string port(const std::string& port_name) const {
    return facts_.at(port_name);
  }

 private:
  ChildProcess process_;
  std::map<std::string, std::string> facts_;
};

}  // namespace scand::test
