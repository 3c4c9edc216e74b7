#pragma once
// One client's connection: the socket and the waits around a Conversation. Whoever stalls loses
// this connection and nothing else. On its loop's thread only.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "daemon/gateway/connection_loop.h"
#include "daemon/gateway/conversation.h"
#include "daemon/gateway/respond_once.h"
#include "daemon/gateway/stream_socket.h"

namespace scand::daemon::gateway {

// Kept by its loop until close(), which comes before the loop's end.
class Connection final : public SocketOwner,
                         public AnswerTaker,
                         public Deadlines::Entry,
                         public std::enable_shared_from_this<Connection> {
 public:
  Connection(ConnectionLoop& loop, StreamSocket socket, const std::string& address,
             ConnectionBook::Door door);

  void start();
  // Answers this before anything is read, and ends.
  void turn_away(const Response& response);
  void drain();
  void timed_out(Wait waited);
  void close();

  void on_readable() override;
  void on_writable() override;
  void take_answer(AnswerQueue::Ticket ticket, Response response) override;

 private:
  template <class Work>
  void guarded(Work work);
  void turn(std::string_view fresh);
  void receive();
  bool send();
  void finish();
  void broken();
  void settle();
  void settle_wait();

  ConnectionLoop& loop_;
  StreamSocket socket_;
  const std::string address_;
  const ConnectionBook::Door door_;
  Conversation talk_;

  bool in_turn_ = false;
  bool waits_readable_ = false;  // asked of the socket
  bool waits_writable_ = false;
  bool write_blocked_ = false;
  bool lingering_ = false;
  bool closed_ = false;
  std::uint64_t answers_ = 0;  // sent whole
  std::uint64_t wait_of_ = 0;  // the request or answer that the present wait is for
};

}  // namespace scand::daemon::gateway
