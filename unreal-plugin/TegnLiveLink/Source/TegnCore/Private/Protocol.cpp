#include "TegnCore/Protocol.h"

namespace tegn {

Verdict readHeader(ByteSpan message, BinaryHeader& header) {
  if (message.size < 2) return Verdict::Wrong;
  const std::uint8_t opcode = message.data[0];
  const bool known = opcode == static_cast<std::uint8_t>(Opcode::Frame) || opcode == static_cast<std::uint8_t>(Opcode::StaticData);
  if (!known || message.data[1] != kHeaderVersion) return Verdict::PassedOver;
  if (message.size < kHeaderBytes) return Verdict::Wrong;
  header.opcode = static_cast<Opcode>(opcode);
  header.revision = readU16(message.data + 2);
  header.subject = readU16(message.data + 4);
  header.flags = readU16(message.data + 6);
  return Verdict::Taken;
}

}  // namespace tegn
