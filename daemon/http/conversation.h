#pragma once
// The requests and answers of one connection, without its socket: requests that have been read come
// in, go to the handler, and their answers wait in order to be written. On the loop's thread only.

#include <functional>
#include <string>
#include <vector>

#include "daemon/http/answer_queue.h"
#include "daemon/http/header_rules.h"
#include "daemon/http/server_loop.h"

namespace scand::daemon::http {

class Conversation {
 public:
  using RespondFor = std::function<Respond(AnswerQueue::Ticket)>;

  // A request whose header is complete and valid.
  struct Incoming {
    Request request;
    Framing framing;
    std::vector<Header> answer_headers;  // of its Admission
    bool body_read = false;
  };

  // `address`: the peer's. `loop` must outlive the conversation.
  Conversation(ServerLoop& loop, std::string address, RespondFor respond_for);

  // Lets the handler judge a request before its body is read. False: it has been answered.
  [[nodiscard]] bool admit(Incoming& incoming);
  // False: the request has to wait for the answers to those before it.
  [[nodiscard]] bool may_begin(const Incoming& incoming) const;
  void append_continue() { queue_.append(AnswerMaker::continue_reading()); }
  // Hands a request that has been admitted and read to the handler. False: it has been answered,
  // because too many requests are unanswered.
  [[nodiscard]] bool dispatch(Incoming incoming);

  // Answers this and ends the conversation, whatever the client is sending.
  void refuse(const Fault& fault);
  void turn_away(const Response& response);
  // Takes no more requests; the last answer says so.
  void end_soon() { last_seen_ = true; }
  // The peer sends no more.
  void end_input() { input_ended_ = last_seen_ = true; }

  // The handler's answer; null: it gave none, so the client gets a 500. False: nobody expects it.
  bool answer(AnswerQueue::Ticket ticket, const Response* response);

  [[nodiscard]] AnswerQueue& queue() { return queue_; }
  // As many requests are unanswered as one connection may have.
  [[nodiscard]] bool full() const;
  // The conversation ends with the answers that are in the queue.
  [[nodiscard]] bool last_seen() const { return last_seen_; }
  [[nodiscard]] bool input_ended() const { return input_ended_; }
  // The peer may still be sending a request that nobody will read.
  [[nodiscard]] bool cut_short() const { return cut_short_ && !input_ended_; }
  [[nodiscard]] bool begun() const { return begun_; }  // at least one request has come

 private:
  [[nodiscard]] AnswerForm form_of(Incoming& incoming) const;
  void answer_at_once(Incoming& incoming, const Response& response);
  [[nodiscard]] Answer make(const Response& response, const AnswerForm& form);

  ServerLoop& loop_;
  const std::string address_;
  const RespondFor respond_for_;
  AnswerQueue queue_;
  bool begun_ = false;
  bool input_ended_ = false;
  bool last_seen_ = false;
  bool cut_short_ = false;
};

}  // namespace scand::daemon::http
