/** Text messages of the live protocol to the server: values -> JSON. Source: docs/protocol.md, "Text messages from a client". */
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "TegnCore/Export.h"

namespace tegn {

struct ClientHello {
  /** Asks for rotations of 48 bits instead of 128. */
  bool compact = true;
  /** Names of the subjects wanted; empty = all. */
  std::vector<std::string> subjects;
  /** What we are, for the server's status line. */
  std::string name;
};

enum class TransportAction { Play, Pause, Seek, Rate, Loop };

struct Transport {
  TransportAction action = TransportAction::Play;
  /** The source that feeds this subject obeys; -1 = all sources. */
  int subject = -1;
  /** Seek: frame of the source, from 0. */
  std::uint32_t frame = 0;
  /** Rate: 0.05 to 8. */
  double rate = 1;
  /** Loop. */
  bool loop = true;
};

constexpr double kLeastRate = 0.05;
constexpr double kMostRate = 8;

/** Each replaces what `dst` held and keeps its memory. Text is taken to be UTF-8. Times are kept to a microsecond. */
TEGNCORE_API void encodeHello(const ClientHello& hello, std::string& dst);
TEGNCORE_API void encodeClock(double clientTime, std::string& dst);
TEGNCORE_API void encodeTransport(const Transport& transport, std::string& dst);

}  // namespace tegn
