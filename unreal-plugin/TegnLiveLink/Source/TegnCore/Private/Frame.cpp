#include "TegnCore/Frame.h"

#include <algorithm>
#include <cmath>

#include "TegnCore/SmallestThree.h"

namespace tegn {

namespace frame_detail {
namespace {

/** A curve's value 1 on the wire. */
constexpr float kCurveOne = 16384;
constexpr std::size_t kRotationBytes = 16;

std::size_t rotationBytes(bool compact) { return compact ? std::size_t{kSmallestThreeBytes} : kRotationBytes; }

std::size_t length(const StaticData& layout, bool compact) {
  return kHeaderBytes + 12 * layout.translatedBones.size() + rotationBytes(compact) * layout.bones.size() +
         2 * layout.curves.size();
}

/** Everything that could be wrong, before anything is written. */
bool complete(ByteSpan message, const StaticData& layout, std::uint16_t flags) {
  const bool compact = (flags & kFlagCompact) != 0;
  if (message.size < length(layout, compact)) return false;
  const std::uint8_t* data = message.data;
  if (!std::isfinite(readF64(data + 16))) return false;
  if ((flags & kFlagTimecode) != 0 && (readU32(data + 24) == 0 || readU16(data + 28) == 0)) return false;
  const std::size_t floats = layout.translatedBones.size() * 3 + (compact ? 0 : layout.bones.size() * 4);
  return finiteFloats(data + kHeaderBytes, floats);
}

}  // namespace
}  // namespace frame_detail

Verdict decodeFrame(ByteSpan message, const StaticData& layout, Pose& dst) {
  using namespace frame_detail;
  BinaryHeader header;
  const Verdict verdict = readHeader(message, header);
  if (verdict != Verdict::Taken) return verdict;
  const bool ours = header.opcode == Opcode::Frame && header.subject == layout.subject && header.revision == layout.revision;
  if (!ours || !complete(message, layout, header.flags)) return Verdict::Wrong;
  const std::uint8_t* data = message.data;
  dst.resize(layout.bones.size(), layout.translatedBones.size(), layout.curves.size());
  dst.number = readU32(data + 8);
  dst.cut = (header.flags & kFlagCut) != 0;
  dst.time = readF64(data + 16);
  dst.timecode = Timecode();
  if ((header.flags & kFlagTimecode) != 0) {
    dst.timecode.frame = readU32(data + 12);
    dst.timecode.numerator = readU32(data + 24);
    dst.timecode.denominator = readU16(data + 28);
    dst.timecode.subframe = readU16(data + 30) / 65536.0;
  }
  const std::uint8_t* at = data + kHeaderBytes;
  for (float& value : dst.translations) {
    value = readF32(at);
    at += 4;
  }
  if ((header.flags & kFlagCompact) != 0) {
    for (std::size_t i = 0; i < dst.rotations.size(); i += 4, at += kSmallestThreeBytes) {
      readSmallestThree(at, &dst.rotations[i]);
    }
  } else {
    for (float& value : dst.rotations) {
      value = readF32(at);
      at += 4;
    }
  }
  for (float& value : dst.curves) {
    value = readI16(at) / kCurveOne;
    at += 2;
  }
  return Verdict::Taken;
}

void encodeFrame(const Pose& pose, const StaticData& layout, bool compact, std::vector<std::uint8_t>& dst) {
  using namespace frame_detail;
  dst.assign((length(layout, compact) + 3) & ~std::size_t{3}, 0);
  std::uint8_t* at = dst.data();
  at[0] = static_cast<std::uint8_t>(Opcode::Frame);
  at[1] = kHeaderVersion;
  writeU16(at + 2, layout.revision);
  writeU16(at + 4, layout.subject);
  const bool timecode = pose.timecode.valid();
  const unsigned flags = (timecode ? kFlagTimecode : 0U) | (pose.cut ? kFlagCut : 0U) | (compact ? kFlagCompact : 0U);
  writeU16(at + 6, flags);
  writeU32(at + 8, pose.number);
  writeF64(at + 16, pose.time);
  if (timecode) {
    writeU32(at + 12, pose.timecode.frame);
    writeU32(at + 24, pose.timecode.numerator);
    writeU16(at + 28, pose.timecode.denominator);
    writeU16(at + 30, static_cast<std::uint32_t>(std::min(65535.0, std::floor(pose.timecode.subframe * 65536 + 0.5))));
  }
  at += kHeaderBytes;
  for (const float value : pose.translations) {
    writeF32(at, value);
    at += 4;
  }
  if (compact) {
    for (std::size_t i = 0; i < pose.rotations.size(); i += 4, at += kSmallestThreeBytes) {
      writeSmallestThree(&pose.rotations[i], at);
    }
  } else {
    for (const float value : pose.rotations) {
      writeF32(at, value);
      at += 4;
    }
  }
  for (const float value : pose.curves) {
    const double steps = std::floor(static_cast<double>(value) * kCurveOne + 0.5);
    writeU16(at, static_cast<std::uint16_t>(static_cast<int>(std::clamp(steps, -32768.0, 32767.0))));
    at += 2;
  }
}

}  // namespace tegn
