/**
 * One pose of one subject as it travels: what a frame of the live protocol holds, unpacked to floats.
 *
 * Unreal's space: left-handed, +Z up, parent-relative, centimetres, quaternions x, y, z, w. Times in seconds of the sender's
 * clock. A pose owns its arrays and keeps their capacity, so that filling it again allocates nothing.
 */
#pragma once

#include <cstdint>
#include <vector>

#include "TegnCore/Export.h"

namespace tegn {

/** A frame number of the source, counted at an exact rate: 29.97 is 30000/1001. */
struct Timecode {
  std::uint32_t frame = 0;
  /** 0 <= subframe < 1 */
  double subframe = 0;
  std::uint32_t numerator = 0;
  /** 0: the pose has no timecode. */
  std::uint32_t denominator = 0;

  bool valid() const { return numerator != 0 && denominator != 0; }
};

struct Pose {
  /** One more for every frame of the subject, sent or not. */
  std::uint32_t number = 0;
  /** The pose does not continue the one before. */
  bool cut = false;
  double time = 0;
  Timecode timecode;
  /** [B x 4] */
  std::vector<float> rotations;
  /** [T x 3] centimetres, of the translated bones alone. */
  std::vector<float> translations;
  /** [C] */
  std::vector<float> curves;

  TEGNCORE_API void resize(std::size_t bones, std::size_t translatedBones, std::size_t curveCount);
};

/** Copies without allocating where `dst` had these sizes before. */
TEGNCORE_API void copyPose(const Pose& source, Pose& dst);

/**
 * The pose between `a` and `b`, at 0 <= weight <= 1: rotations by normalised linear interpolation over the shorter arc (within
 * 0.02 deg of slerp for the steps of up to 20 deg between frames, at a tenth of its cost), the rest linearly. All of one size.
 * Number and cut are those of `b`. The timecode moves from a to b where both count at one rate and forwards, else it is a's.
 * `dst` may be `a` or `b`.
 */
TEGNCORE_API void blendPoses(const Pose& a, const Pose& b, double weight, Pose& dst);

}  // namespace tegn
