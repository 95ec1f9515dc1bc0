#include "socket.h"

#include <libwebsockets.h>

#include "TegnCore/Protocol.h"

namespace {

constexpr std::size_t kReceiveBuffer = 65536;

int callback(lws* connection, lws_callback_reasons reason, void* /*user*/, void* data, std::size_t size) {
  auto* socket = static_cast<Socket*>(lws_context_user(lws_get_context(connection)));
  return socket == nullptr ? 0 : socket->event(connection, reason, data, size);
}

const lws_protocols* protocols() {
  static lws_protocols list[2] = {};
  list[0].name = tegn::kSubprotocol;
  list[0].callback = callback;
  list[0].rx_buffer_size = kReceiveBuffer;
  return list;
}

}  // namespace

Socket::Socket(SocketEvents& events) : events_(events) {
  lws_set_log_level(LLL_ERR, nullptr);
  lws_context_creation_info info = {};
  info.port = CONTEXT_PORT_NO_LISTEN;
  info.protocols = protocols();
  info.user = this;
  context_ = lws_create_context(&info);
}

Socket::~Socket() { lws_context_destroy(context_); }

void Socket::open(const std::string& host, int port) {
  lws_client_connect_info info = {};
  info.context = context_;
  info.address = host.c_str();
  info.host = host.c_str();
  info.origin = host.c_str();
  info.port = port;
  info.path = "/";
  info.protocol = tegn::kSubprotocol;
  connection_ = lws_client_connect_via_info(&info);
  if (connection_ == nullptr) events_.onClosed("no connection");
}

void Socket::send(const std::string& text) {
  // libwebsockets writes its frame header into the bytes before the text
  waiting_.push_back(std::string(LWS_PRE, '\0') + text);
  if (connection_ != nullptr) lws_callback_on_writable(connection_);
}

void Socket::serve() {
  lws_cancel_service(context_);
  lws_service(context_, 0);
}

int Socket::event(lws* connection, int reason, const void* data, std::size_t size) {
  switch (reason) {
    case LWS_CALLBACK_CLIENT_ESTABLISHED:
      events_.onOpen();
      break;
    case LWS_CALLBACK_CLIENT_RECEIVE: {
      const bool last = lws_is_final_fragment(connection) != 0 && lws_remaining_packet_payload(connection) == 0;
      if (lws_frame_is_binary(connection) != 0) {
        events_.onBinary({static_cast<const std::uint8_t*>(data), size}, last);
        break;
      }
      text_.append(static_cast<const char*>(data), size);
      if (!last) break;
      events_.onText(text_);
      text_.clear();
      break;
    }
    case LWS_CALLBACK_CLIENT_WRITEABLE: {
      if (waiting_.empty()) break;
      std::string& text = waiting_.front();
      auto* start = reinterpret_cast<unsigned char*>(text.data()) + LWS_PRE;
      lws_write(connection, start, text.size() - LWS_PRE, LWS_WRITE_TEXT);
      waiting_.pop_front();
      if (!waiting_.empty()) lws_callback_on_writable(connection);
      break;
    }
    case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
      connection_ = nullptr;
      events_.onClosed(data == nullptr ? "refused" : std::string(static_cast<const char*>(data), size));
      break;
    case LWS_CALLBACK_CLIENT_CLOSED:
      connection_ = nullptr;
      events_.onClosed("closed");
      break;
    default:
      break;
  }
  return 0;
}
