/**
 * Static data of the live protocol: how the frames of one subject are laid out and the pose they start from <-> bytes.
 * Unreal's space: parent-relative, centimetres, x, y, z, w. Source: docs/protocol.md, "Static data, opcode 2".
 */
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "TegnCore/Export.h"
#include "TegnCore/Pose.h"
#include "TegnCore/Protocol.h"

namespace tegn {

/** More than any rig has, little enough that a hostile sender cannot fill the memory: 8 MB of buffered poses a subject. */
constexpr std::size_t kMaxBones = 4096;
constexpr std::size_t kMaxCurves = 4096;

struct StaticData {
  std::uint16_t subject = 0;
  /** 1..65535; 0 = none yet. */
  std::uint16_t revision = 0;
  Role role = Role::Animation;
  std::uint32_t rateNumerator = 0;
  std::uint32_t rateDenominator = 0;
  /** Sender time at which the message was made. */
  double time = 0;
  std::string name;
  /** B unique names; none in the basic role. */
  std::vector<std::string> bones;
  /** [B] an index below the bone's own, -1 for a root. */
  std::vector<std::int16_t> parents;
  /** [B x 4] */
  std::vector<float> referenceRotations;
  /** [B x 3] centimetres. */
  std::vector<float> referenceTranslations;
  /** Bones whose translation is in each frame. */
  std::vector<std::uint16_t> translatedBones;
  /** C unique names. */
  std::vector<std::string> curves;

  /** Seconds between two frames. */
  double interval() const { return rateNumerator == 0 ? 0 : static_cast<double>(rateDenominator) / rateNumerator; }
};

/** Fills `dst` when Taken, else leaves it as it was. PassedOver: a role of a later version. */
TEGNCORE_API Verdict decodeStaticData(ByteSpan message, StaticData& dst);
TEGNCORE_API void encodeStaticData(const StaticData& data, std::vector<std::uint8_t>& dst);

/** Whether frames of both mean the same: everything is equal but revision and time. */
TEGNCORE_API bool sameSubject(const StaticData& a, const StaticData& b);

/** The reference pose as a frame would carry it, curves 0. */
TEGNCORE_API void referencePose(const StaticData& data, Pose& dst);

}  // namespace tegn
