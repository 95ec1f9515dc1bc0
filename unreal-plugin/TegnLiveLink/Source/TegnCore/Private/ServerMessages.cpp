#include "TegnCore/ServerMessages.h"

#include <initializer_list>
#include <utility>

#include "TegnCore/JsonReader.h"

namespace tegn {

namespace server_message_detail {
namespace {

constexpr std::int64_t kLargestSafe = 9007199254740991;

/** Which of the fields of a message were there; a bit each, in the order of its `if`s below. */
using Fields = std::uint32_t;

bool readIndex(JsonReader& reader, std::uint16_t& value) {
  std::int64_t index = 0;
  if (!reader.readWhole(0, 65535, index)) return false;
  value = static_cast<std::uint16_t>(index);
  return true;
}

bool readCount(JsonReader& reader, std::uint64_t& value) {
  std::int64_t count = 0;
  if (!reader.readWhole(0, kLargestSafe, count)) return false;
  value = static_cast<std::uint64_t>(count);
  return true;
}

/** -1 for null. */
bool readCountOrNull(JsonReader& reader, std::int64_t& value) {
  value = -1;
  if (reader.peek() == JsonReader::Kind::Null) return reader.skip();
  return reader.readWhole(0, kLargestSafe, value);
}

bool readState(JsonReader& reader, PlayState& state) {
  std::string name;
  if (!reader.readString(name)) return false;
  for (const auto& [known, value] : {std::pair{"playing", PlayState::Playing}, std::pair{"paused", PlayState::Paused},
                                     std::pair{"waiting", PlayState::Waiting}, std::pair{"ended", PlayState::Ended}}) {
    if (name != known) continue;
    state = value;
    return true;
  }
  return false;
}

bool readCapabilities(JsonReader& reader, ServerMessage& dst) {
  std::string name;
  if (!reader.enterArray()) return false;
  while (reader.nextItem()) {
    if (!reader.readString(name)) return false;
    dst.offersCompact = dst.offersCompact || name == "compact";
    dst.offersClock = dst.offersClock || name == "clock";
    dst.offersTransport = dst.offersTransport || name == "transport";
  }
  return reader.ok();
}

/** What hello says of its subjects, static data says better: only its form is looked at. */
bool checkSubjects(JsonReader& reader) {
  std::string key;
  std::string text;
  std::uint16_t index = 0;
  if (!reader.enterArray()) return false;
  while (reader.nextItem()) {
    Fields seen = 0;
    if (!reader.enterObject()) return false;
    while (reader.nextKey(key)) {
      if (key == "index") {
        if (readIndex(reader, index)) seen |= 1U;
      } else if (key == "name" || key == "role") {
        if (reader.readString(text)) seen |= key == "name" ? 2U : 4U;
      } else {
        reader.skip();
      }
    }
    if (seen != 7U) return false;
  }
  return reader.ok();
}

bool readHello(JsonReader& reader, const std::string& key, ServerMessage& dst, Fields& seen) {
  std::string protocol;
  if (key == "protocol") {
    if (reader.readString(protocol) && protocol == kSubprotocol) seen |= 1U;
  } else if (key == "time") {
    if (reader.readNumber(dst.time)) seen |= 2U;
  } else if (key == "capabilities") {
    if (readCapabilities(reader, dst)) seen |= 4U;
  } else if (key == "subjects") {
    if (checkSubjects(reader)) seen |= 8U;
  } else {
    return false;
  }
  return true;
}

bool readStatus(JsonReader& reader, const std::string& key, SourceStatus& dst, Fields& seen) {
  if (key == "subjects") {
    dst.subjects.clear();
    std::uint16_t index = 0;
    if (!reader.enterArray()) return true;
    while (reader.nextItem()) {
      if (!readIndex(reader, index)) return true;
      dst.subjects.push_back(index);
    }
    if (reader.ok()) seen |= 1U;
  } else if (key == "state") {
    if (readState(reader, dst.state)) seen |= 2U;
  } else if (key == "source") {
    if (reader.readString(dst.source)) seen |= 4U;
  } else if (key == "frame") {
    if (readCountOrNull(reader, dst.frame)) seen |= 8U;
  } else if (key == "frameCount") {
    if (readCountOrNull(reader, dst.frameCount)) seen |= 16U;
  } else if (key == "rate") {
    if (reader.readNumber(dst.rate)) seen |= 32U;
  } else if (key == "loop") {
    if (reader.readBool(dst.loop)) seen |= 64U;
  } else if (key == "transport") {
    if (reader.readBool(dst.transport)) seen |= 128U;
  } else {
    return false;
  }
  return true;
}

bool readOther(JsonReader& reader, const std::string& key, ServerMessage& dst, Fields& seen) {
  const bool dropped = dst.kind == ServerMessageKind::Dropped;
  const bool clock = dst.kind == ServerMessageKind::Clock;
  const bool error = dst.kind == ServerMessageKind::Error;
  if ((dropped || dst.kind == ServerMessageKind::End) && key == "subject") {
    if (readIndex(reader, dst.subject)) seen |= 1U;
  } else if (dropped && key == "count") {
    if (readCount(reader, dst.count)) seen |= 2U;
  } else if (dropped && key == "total") {
    if (readCount(reader, dst.total)) seen |= 4U;
  } else if (clock && key == "clientTime") {
    if (reader.readNumber(dst.clientTime)) seen |= 1U;
  } else if (clock && key == "receiveTime") {
    if (reader.readNumber(dst.receiveTime)) seen |= 2U;
  } else if (clock && key == "sendTime") {
    if (reader.readNumber(dst.sendTime)) seen |= 4U;
  } else if (error && key == "code") {
    if (reader.readString(dst.code)) seen |= 1U;
  } else if (error && key == "message") {
    if (reader.readString(dst.text)) seen |= 2U;
  } else {
    return false;
  }
  return true;
}

/** The kind of the message, whose `op` may stand anywhere. PassedOver also for text in which `op` is no string. */
Verdict findKind(std::string_view json, ServerMessageKind& kind) {
  JsonReader reader(json);
  std::string key;
  std::string op;
  if (!reader.enterObject()) return Verdict::Wrong;
  while (reader.nextKey(key)) {
    if (key == "op" && reader.peek() == JsonReader::Kind::String) {
      reader.readString(op);
    } else {
      reader.skip();
    }
  }
  if (!reader.atEnd()) return Verdict::Wrong;
  for (const auto& [name, value] :
       {std::pair{"hello", ServerMessageKind::Hello}, std::pair{"status", ServerMessageKind::Status},
        std::pair{"dropped", ServerMessageKind::Dropped}, std::pair{"clock", ServerMessageKind::Clock},
        std::pair{"end", ServerMessageKind::End}, std::pair{"error", ServerMessageKind::Error}}) {
    if (op != name) continue;
    kind = value;
    return Verdict::Taken;
  }
  return Verdict::PassedOver;
}

Fields needed(ServerMessageKind kind) {
  switch (kind) {
    case ServerMessageKind::Hello:
      return 15U;
    case ServerMessageKind::Status:
      return 255U;
    case ServerMessageKind::Dropped:
    case ServerMessageKind::Clock:
      return 7U;
    case ServerMessageKind::End:
      return 1U;
    case ServerMessageKind::Error:
      break;
  }
  return 3U;
}

}  // namespace
}  // namespace server_message_detail

Verdict decodeServerMessage(std::string_view json, ServerMessage& dst) {
  using namespace server_message_detail;
  const Verdict verdict = findKind(json, dst.kind);
  if (verdict != Verdict::Taken) return verdict;
  dst.offersCompact = dst.offersClock = dst.offersTransport = false;
  JsonReader reader(json);
  std::string key;
  Fields seen = 0;
  reader.enterObject();
  while (reader.nextKey(key)) {
    bool known = false;
    if (dst.kind == ServerMessageKind::Hello) {
      known = readHello(reader, key, dst, seen);
    } else if (dst.kind == ServerMessageKind::Status) {
      known = readStatus(reader, key, dst.status, seen);
    } else {
      known = readOther(reader, key, dst, seen);
    }
    if (!known) reader.skip();
  }
  return reader.atEnd() && seen == needed(dst.kind) ? Verdict::Taken : Verdict::Wrong;
}

}  // namespace tegn
