/** Names and numbers of the live protocol, version 1, and the 32 bytes that begin its binary messages (docs/protocol.md). */
#pragma once

#include <cstddef>
#include <cstdint>

#include "TegnCore/Bytes.h"
#include "TegnCore/Export.h"

namespace tegn {

constexpr const char* kSubprotocol = "tegn.livelink.v1";
constexpr const char* kDefaultUrl = "ws://127.0.0.1:41520";

constexpr std::size_t kHeaderBytes = 32;
constexpr std::uint8_t kHeaderVersion = 1;

enum class Opcode : std::uint8_t { Frame = 1, StaticData = 2 };

constexpr std::uint16_t kFlagTimecode = 1;
constexpr std::uint16_t kFlagCut = 2;
constexpr std::uint16_t kFlagCompact = 4;

/** Live Link's roles, by their number on the wire. */
enum class Role : std::uint16_t { Animation = 1, Basic = 2 };

/** What reading a message came to. */
enum class Verdict {
  /** Understood and taken. */
  Taken,
  /** Of a later version or of no use here: passed over, nothing is wrong. */
  PassedOver,
  /** Breaks a rule of the document: dropped, the connection stays. */
  Wrong,
};

/** What a binary message is. PassedOver for opcodes and versions of tomorrow, Wrong for less than a header. */
struct BinaryHeader {
  Opcode opcode = Opcode::Frame;
  std::uint16_t revision = 0;
  std::uint16_t subject = 0;
  std::uint16_t flags = 0;
};

TEGNCORE_API Verdict readHeader(ByteSpan message, BinaryHeader& header);

}  // namespace tegn
