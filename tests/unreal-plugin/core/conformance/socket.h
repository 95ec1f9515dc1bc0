/** One WebSocket client on libwebsockets, the library that Unreal's WebSockets module uses, with Unreal's receive buffer of 64 KiB. */
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "TegnCore/Bytes.h"

struct lws;
struct lws_context;

class SocketEvents {
 public:
  virtual ~SocketEvents() = default;
  virtual void onOpen() = 0;
  virtual void onText(const std::string& text) = 0;
  virtual void onBinary(tegn::ByteSpan piece, bool last) = 0;
  virtual void onClosed(const std::string& reason) = 0;
};

class Socket {
 public:
  explicit Socket(SocketEvents& events);
  ~Socket();
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  void open(const std::string& host, int port);
  void send(const std::string& text);
  /** Serves the socket once; waits up to a few milliseconds. */
  void serve();

  /** What libwebsockets tells us. */
  int event(lws* connection, int reason, const void* data, std::size_t size);

 private:
  SocketEvents& events_;
  lws_context* context_ = nullptr;
  lws* connection_ = nullptr;
  std::deque<std::string> waiting_;
  std::string text_;
};
