/** Text messages of the live protocol from the server: JSON -> values. Source: docs/protocol.md, "Text messages from the server". */
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "TegnCore/Export.h"
#include "TegnCore/Protocol.h"

namespace tegn {

enum class ServerMessageKind { Hello, Status, Dropped, Clock, End, Error };

enum class PlayState { Playing, Paused, Waiting, Ended };

/** One source: what it plays and how. */
struct SourceStatus {
  std::vector<std::uint16_t> subjects;
  PlayState state = PlayState::Playing;
  std::string source;
  /** Frame shown last, -1 where there is none. */
  std::int64_t frame = -1;
  /** -1 for what has no end. */
  std::int64_t frameCount = -1;
  /** 1 = the speed recorded. */
  double rate = 1;
  bool loop = false;
  /** Whether the source obeys transport. */
  bool transport = false;
};

/** The fields of its kind are filled, the others stand at their defaults. Used again and again, it keeps its memory. */
struct ServerMessage {
  ServerMessageKind kind = ServerMessageKind::Error;
  /** hello: sender time, and what the server offers. */
  double time = 0;
  bool offersCompact = false;
  bool offersClock = false;
  bool offersTransport = false;
  /** status */
  SourceStatus status;
  /** dropped and end */
  std::uint16_t subject = 0;
  /** dropped */
  std::uint64_t count = 0;
  std::uint64_t total = 0;
  /** clock: our time as we sent it, sender times of its coming and going. */
  double clientTime = 0;
  double receiveTime = 0;
  double sendTime = 0;
  /** error */
  std::string code;
  std::string text;
};

/** PassedOver: a kind of message of a later version. Wrong: no JSON object, a field missing or of the wrong kind, another protocol. */
TEGNCORE_API Verdict decodeServerMessage(std::string_view json, ServerMessage& dst);

}  // namespace tegn
