#include "TegnCore/ConnectionString.h"

#include "expect.h"

using tegn::ConnectionString;
using tegn::parseConnectionString;

TEST("an address is completed: nothing, a host, a host and a port, IPv6, a whole URL") {
  EXPECT(parseConnectionString("").url == "ws://127.0.0.1:41520");
  EXPECT(parseConnectionString("  ").url == "ws://127.0.0.1:41520");
  EXPECT(parseConnectionString("studio-pc").url == "ws://studio-pc:41520");
  EXPECT(parseConnectionString("studio-pc/live").url == "ws://studio-pc:41520/live");
  EXPECT(parseConnectionString("10.0.0.2:9000").url == "ws://10.0.0.2:9000");
  EXPECT(parseConnectionString("[::1]").url == "ws://[::1]:41520");
  EXPECT(parseConnectionString("[::1]:7").url == "ws://[::1]:7");
  EXPECT(parseConnectionString("wss://example.org/a").url == "wss://example.org/a");
}

TEST("every part is read, and written again to a text that means the same") {
  const ConnectionString read = parseConnectionString("host:1 ;prefix = Ada_; token=a=b ; delay=80;delivery=every; compact=no; new=thing");
  EXPECT(read.url == "ws://host:1" && read.prefix == "Ada_" && read.token == "a=b");
  EXPECT(read.delayMillis == 80 && read.delivery == tegn::Delivery::EveryFrame && !read.compact);
  const std::string text = tegn::formatConnectionString(read);
  EXPECT(text == "ws://host:1; prefix=Ada_; token=a=b; delivery=every; delay=80; compact=no");
  EXPECT(tegn::formatConnectionString(parseConnectionString(text)) == text);
  EXPECT(tegn::formatConnectionString(parseConnectionString("")) == "ws://127.0.0.1:41520");
}

TEST("nonsense leaves what is usual, and numbers stay in their range") {
  for (const char* text : {"a;;;", "a; delay=", "a; delay=x", "a; delay=-5", "a; =", "a; prefix", "a; delivery=odd"}) {
    const ConnectionString read = parseConnectionString(text);
    EXPECT(read.delayMillis == 60 && read.prefix.empty() && read.delivery == tegn::Delivery::Interpolated);
  }
  EXPECT(parseConnectionString("a; delay=1").delayMillis == tegn::kLeastDelayMillis);
  EXPECT(parseConnectionString("a; delay=9999").delayMillis == tegn::kMostDelayMillis);
  EXPECT(parseConnectionString("a; delay=99999999999999999999").delayMillis == 60);
}
