#include "TegnCore/StaticData.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "TegnCore/Utf8.h"

namespace tegn {

namespace static_detail {
namespace {

/** Counts and the length of the names, after the header. */
constexpr std::size_t kCountsBytes = 12;
constexpr std::size_t kStart = kHeaderBytes + kCountsBytes;

struct Counts {
  std::size_t bones;
  std::size_t translated;
  std::size_t curves;
  std::size_t nameBytes;

  std::size_t length() const { return kStart + 30 * bones + 2 * translated + nameBytes; }
};

Counts readCounts(const std::uint8_t* data) {
  return {readU16(data + 32), readU16(data + 34), readU16(data + 36), readU32(data + 40)};
}

bool unique(const std::vector<std::string>& names) {
  std::vector<std::string_view> sorted(names.begin(), names.end());
  std::sort(sorted.begin(), sorted.end());
  return std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
}

/** The subject's name, the bones', the curves': each not empty and ended by a zero byte, nothing after the last. */
bool readNames(std::string_view text, const Counts& counts, StaticData& dst) {
  if (!isUtf8(text)) return false;
  const std::size_t count = 1 + counts.bones + counts.curves;
  for (std::size_t i = 0; i < count; i++) {
    const std::size_t end = text.find('\0');
    if (end == std::string_view::npos || end == 0) return false;
    std::string name(text.substr(0, end));
    text.remove_prefix(end + 1);
    if (i == 0) {
      dst.name = std::move(name);
    } else {
      (i <= counts.bones ? dst.bones : dst.curves).push_back(std::move(name));
    }
  }
  return text.empty() && unique(dst.bones) && unique(dst.curves);
}

}  // namespace
}  // namespace static_detail

Verdict decodeStaticData(ByteSpan message, StaticData& dst) {
  using namespace static_detail;
  BinaryHeader header;
  const Verdict verdict = readHeader(message, header);
  if (verdict != Verdict::Taken) return verdict;
  if (header.opcode != Opcode::StaticData || message.size < kStart || header.revision == 0) return Verdict::Wrong;
  const std::uint8_t* data = message.data;
  const Counts counts = readCounts(data);
  const bool tooMany = counts.bones > kMaxBones || counts.translated > kMaxBones || counts.curves > kMaxCurves;
  if (message.size < counts.length() || tooMany) return Verdict::Wrong;

  StaticData read;
  read.subject = header.subject;
  read.revision = header.revision;
  read.time = readF64(data + 16);
  read.rateNumerator = readU32(data + 24);
  read.rateDenominator = readU16(data + 28);
  if (!std::isfinite(read.time) || read.rateNumerator == 0 || read.rateDenominator == 0) return Verdict::Wrong;
  const std::uint16_t role = readU16(data + 38);
  if (role != static_cast<std::uint16_t>(Role::Animation) && role != static_cast<std::uint16_t>(Role::Basic)) {
    return Verdict::PassedOver;
  }
  read.role = static_cast<Role>(role);
  const std::uint8_t* at = data + kStart;
  if (!finiteFloats(at, counts.bones * 7)) return Verdict::Wrong;
  for (std::size_t i = 0; i < counts.bones * 4; i++, at += 4) read.referenceRotations.push_back(readF32(at));
  for (std::size_t i = 0; i < counts.bones * 3; i++, at += 4) read.referenceTranslations.push_back(readF32(at));
  for (std::size_t i = 0; i < counts.bones; i++, at += 2) {
    const std::int16_t parent = readI16(at);
    if (parent < -1 || parent >= static_cast<int>(i)) return Verdict::Wrong;
    read.parents.push_back(parent);
  }
  for (std::size_t i = 0; i < counts.translated; i++, at += 2) {
    const std::uint16_t bone = readU16(at);
    if (bone >= counts.bones) return Verdict::Wrong;
    read.translatedBones.push_back(bone);
  }
  const std::string_view names(reinterpret_cast<const char*>(at), counts.nameBytes);
  if (!readNames(names, counts, read)) return Verdict::Wrong;
  dst = std::move(read);
  return Verdict::Taken;
}

void encodeStaticData(const StaticData& data, std::vector<std::uint8_t>& dst) {
  using namespace static_detail;
  std::string names = data.name + '\0';
  for (const std::string& bone : data.bones) names += bone + '\0';
  for (const std::string& curve : data.curves) names += curve + '\0';
  const Counts counts{data.bones.size(), data.translatedBones.size(), data.curves.size(), names.size()};
  dst.assign((counts.length() + 3) & ~std::size_t{3}, 0);
  std::uint8_t* at = dst.data();
  at[0] = static_cast<std::uint8_t>(Opcode::StaticData);
  at[1] = kHeaderVersion;
  writeU16(at + 2, data.revision);
  writeU16(at + 4, data.subject);
  writeF64(at + 16, data.time);
  writeU32(at + 24, data.rateNumerator);
  writeU16(at + 28, data.rateDenominator);
  writeU16(at + 32, static_cast<std::uint32_t>(counts.bones));
  writeU16(at + 34, static_cast<std::uint32_t>(counts.translated));
  writeU16(at + 36, static_cast<std::uint32_t>(counts.curves));
  writeU16(at + 38, static_cast<std::uint16_t>(data.role));
  writeU32(at + 40, static_cast<std::uint32_t>(counts.nameBytes));
  at += kStart;
  for (const float value : data.referenceRotations) {
    writeF32(at, value);
    at += 4;
  }
  for (const float value : data.referenceTranslations) {
    writeF32(at, value);
    at += 4;
  }
  for (const std::int16_t parent : data.parents) {
    writeU16(at, static_cast<std::uint16_t>(parent));
    at += 2;
  }
  for (const std::uint16_t bone : data.translatedBones) {
    writeU16(at, bone);
    at += 2;
  }
  std::copy(names.begin(), names.end(), reinterpret_cast<char*>(at));
}

bool sameSubject(const StaticData& a, const StaticData& b) {
  return a.subject == b.subject && a.role == b.role && a.rateNumerator == b.rateNumerator &&
         a.rateDenominator == b.rateDenominator && a.name == b.name && a.bones == b.bones && a.parents == b.parents &&
         a.referenceRotations == b.referenceRotations && a.referenceTranslations == b.referenceTranslations &&
         a.translatedBones == b.translatedBones && a.curves == b.curves;
}

void referencePose(const StaticData& data, Pose& dst) {
  dst.resize(data.bones.size(), data.translatedBones.size(), data.curves.size());
  dst.timecode = Timecode();
  std::copy(data.referenceRotations.begin(), data.referenceRotations.end(), dst.rotations.begin());
  for (std::size_t i = 0; i < data.translatedBones.size(); i++) {
    const float* translation = &data.referenceTranslations[data.translatedBones[i] * std::size_t{3}];
    std::copy(translation, translation + 3, dst.translations.begin() + static_cast<std::ptrdiff_t>(i * 3));
  }
  std::fill(dst.curves.begin(), dst.curves.end(), 0.0F);
}

}  // namespace tegn
