#include "daemon/scanctl/job_follower.h"

#include <algorithm>
#include <fmt/format.h>

#include "daemon/scanctl/exit_code.h"
#include "daemon/scanctl/view/event_line.h"
#include "daemon/scanctl/view/result_view.h"
#include "proto/encoding/json_writer.h"

namespace scand::daemon {
namespace {

using client::ClientError;
using std::chrono::milliseconds;

// If scand sends nothing for this long, it counts as gone.
constexpr milliseconds kSilenceLimit{15'000};

ProgressView::Style style(const Session& session, const Console& console) {
  const bool live = console.messages_live && !session.options().quiet;
  return {
      .live = live, .colour = console.data_colour && live, .width_columns = console.width_columns};
}

}  // namespace

JobFollower::JobFollower(Session& session, OnInterrupt on_interrupt)
    : session_(session), interrupt_action_(on_interrupt), view_(style(session, session.console())) {
  if (const auto limit = session.options().timeout_seconds)
    give_up_at_ = session.clock().mono() + base::nanos(*limit);
}

void JobFollower::show(const client::Publication& publication) {
  using Kind = proto::Topic::Kind;
  if (publication.topic.kind == Kind::result)
    return;  // wait() returns it, even if a publication is lost
  if (session_.options().output() == Output::jsonl) {
    session_.console().data << event_line(publication) << std::flush;
    return;
  }
  if (publication.topic.kind == Kind::progress) session_.say(view_.progress(publication.body));
  if (publication.topic.kind == Kind::partial) session_.say(view_.partial(publication.body));
}

int JobFollower::finish(const client::JobState& state) {
  auto& console = session_.console();
  const auto& result = *state.result;
  const auto output = session_.options().output();
  if (output != Output::jsonl) session_.say(view_.result(result));
  if (output == Output::json)
    console.data << proto::to_json(result) << '\n';
  else if (output == Output::jsonl)
    console.data << result_line(result);
  else if (session_.options().quiet)
    console.data << signals_view(result, console.data_colour);
  else
    console.data << result_view(result, console.data_colour);
  return exit_code(state.status, cancelled_here_);
}

std::optional<int> JobFollower::handle_interrupt(const std::string& job_id) {
  (void)session_.interrupt().take();
  session_.say(view_.erase_bars());
  if (interrupt_action_ == OnInterrupt::leave) return kExitInterrupted;
  if (cancelled_here_) {
    session_.say(fmt::format("scanctl: left; job {} was asked to end\n", job_id));
    return kExitInterrupted;
  }
  cancelled_here_ = true;
  session_.say(fmt::format("scanctl: cancelling job {}; Ctrl-C again leaves at once\n", job_id));
  const auto status = session_.client().cancel(job_id);
  if (status.ok()) return std::nullopt;
  if (status.error().kind == ClientError::Kind::interrupted) return kExitInterrupted;
  (void)session_.fail(status.error());
  return kExitInterrupted;
}

std::optional<milliseconds> JobFollower::next_wait() const {
  if (!give_up_at_) return kSilenceLimit;
  const auto left = std::chrono::ceil<milliseconds>(*give_up_at_ - session_.clock().mono());
  if (left <= milliseconds(0)) return std::nullopt;
  return std::min(left, kSilenceLimit);
}

// Waits in turns, because each wait ends with the result, an error, a Ctrl-C or its time limit.
int JobFollower::follow(const std::string& job_id) {
  session_.client().follow(job_id);
  while (const auto limit = next_wait()) {
    const auto state = session_.client().wait(
        job_id, *limit, [this](const client::Publication& publication) { show(publication); });
    if (state.ok()) {
      if (state->result) return finish(*state);
    } else if (state.error().kind != ClientError::Kind::interrupted) {
      session_.say(view_.erase_bars());
      return session_.fail(state.error());
    } else if (const auto code = handle_interrupt(job_id)) {
      return *code;
    }
  }
  session_.say(view_.erase_bars());
  session_.console().messages << fmt::format(
      "scanctl: no result within --timeout; the job goes on: scanctl watch {}\n", job_id);
  return kExitTimeout;
}

}  // namespace scand::daemon
