#include "daemon/gateway/token_file.h"

#include <cerrno>
#include <fmt/format.h>
#include <fstream>
#include <sys/stat.h>
#include <system_error>
#include <utility>

namespace scand::daemon::gateway {
namespace {

constexpr std::size_t kFileBytesMax = 1024 * 1024;

}  // namespace

base::Result<std::shared_ptr<const TokenTable>, std::string> read_token_file(
    const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0)
    return fmt::format("the token file {} cannot be read: {}", path,
                       std::generic_category().message(errno));
  if (!S_ISREG(status.st_mode)) return fmt::format("the token file {} is not a file", path);
  if ((status.st_mode & S_IWOTH) != 0)
    return fmt::format("anybody may write to the token file {}: chmod o-w it", path);
  std::ifstream file(path, std::ios::binary);
  std::string text(kFileBytesMax + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad() || (text.empty() && !file.eof()))
    return fmt::format("the token file {} cannot be read; may this user read it?", path);
  if (text.size() > kFileBytesMax)
    return fmt::format("the token file {} has more than {} bytes", path, kFileBytesMax);
  auto table = TokenTable::parse(text);
  if (!table.ok()) return fmt::format("the token file {}: {}", path, table.error());
  return std::make_shared<const TokenTable>(std::move(table).value());
}

}  // namespace scand::daemon::gateway
