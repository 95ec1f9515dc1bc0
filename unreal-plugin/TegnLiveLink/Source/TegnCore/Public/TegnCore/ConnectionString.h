/**
 * What a Live Link preset stores of a connection <-> one line of text: `ws://127.0.0.1:41520; prefix=Ada; delay=80; delivery=every`.
 *
 * The address comes first; the rest is optional, in any order, and left out where it is as usual. A value ends at the next
 * semicolon. Unknown names are passed over, so that presets of later versions open here.
 */
#pragma once

#include <string>
#include <string_view>

#include "TegnCore/Export.h"
#include "TegnCore/Receiver.h"

namespace tegn {

constexpr double kLeastDelayMillis = 10;
constexpr double kMostDelayMillis = 2000;

struct ConnectionString {
  /** ws:// or wss:// */
  std::string url;
  /** Put before the names of all subjects, so that two servers can be told apart. */
  std::string prefix;
  /** What the server asks for beyond this machine; empty = none. */
  std::string token;
  Delivery delivery = Delivery::Interpolated;
  double delayMillis = 60;
  bool compact = true;
};

/** An empty text is the default address; one without a scheme gets ws://, one without a port the default port. Never fails. */
TEGNCORE_API ConnectionString parseConnectionString(std::string_view text);
TEGNCORE_API std::string formatConnectionString(const ConnectionString& connection);

}  // namespace tegn
