#pragma once
// What is said on one connection, without the socket: bytes come in, requests go to the handler,
// answers wait in order to go out. On its loop's thread only.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "daemon/gateway/answer_queue.h"
#include "daemon/gateway/connection_loop.h"
#include "daemon/gateway/request_reader.h"

namespace scand::daemon::gateway {

class Conversation {
 public:
  using RespondFor = std::function<Respond(AnswerQueue::Ticket)>;

  // `address`: the peer's. `loop` outlives the conversation.
  Conversation(ConnectionLoop& loop, std::string address, RespondFor respond_for);

  // Goes on with what was received, as far as there is room for answers. `fresh`: received just
  // now.
  void read(std::string_view fresh);
  // The peer sends no more.
  void end_input() { input_ended_ = true; }
  // Answers this, whatever was asked, and ends.
  void turn_away(const Response& response);
  // The request that is being read took too long: 408.
  void time_out(const std::string& what);
  // Takes no request any more; the last answer says so.
  void end_soon() { last_seen_ = true; }
  // False: nobody waits for it any more.
  bool answer(AnswerQueue::Ticket ticket, const Response& response);

  [[nodiscard]] AnswerQueue& queue() { return queue_; }
  // Whether more bytes are of use now.
  [[nodiscard]] bool wants_more() const;
  // Nothing more will be said when the queue is empty.
  [[nodiscard]] bool last_seen() const { return last_seen_; }
  // The peer may be sending what nobody wants, and has to be let read why.
  [[nodiscard]] bool cut_short() const { return cut_short_ && !input_ended_; }
  // What the peer is waited for: to begin or to complete a request; none: nothing.
  [[nodiscard]] Wait waits_for() const;
  [[nodiscard]] std::uint64_t requests() const { return requests_; }
  [[nodiscard]] bool reading() const;  // inside a request

 private:
  bool step(std::string_view& bytes);
  bool admit(bool bytes_follow);
  void dispatch();
  void answer_at_once(const Response& response);
  [[nodiscard]] AnswerForm form_of_request();
  [[nodiscard]] Outgoing make(const Response& response, const AnswerForm& form);
  [[nodiscard]] bool full() const;
  void keep(std::string_view bytes);
  void end_of_input();
  void refuse_faulty();

  ConnectionLoop& loop_;
  const std::string address_;
  const RespondFor respond_for_;
  RequestReader reader_;
  AnswerQueue queue_;
  std::string pending_;  // received and not yet parsed

  bool admitted_ = false;     // the request that is being read may come in
  bool held_ = false;         // ... has to wait for those before it
  bool input_ended_ = false;  // the peer sends no more
  bool last_seen_ = false;    // no request is taken any more
  bool cut_short_ = false;
  std::uint64_t requests_ = 0;  // taken
};

}  // namespace scand::daemon::gateway
