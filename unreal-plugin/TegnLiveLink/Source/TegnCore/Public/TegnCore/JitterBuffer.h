/**
 * Poses that arrive unevenly -> a pose for any sender time within what is buffered, interpolated.
 *
 * A ring of poses in order of time, all of one layout. Nothing is allocated after reset(). A full ring drops its oldest pose.
 * Never interpolates to a cut: the pose before it is held until the cut's own time. Beyond the newest pose that one is held.
 * A gap longer than a quarter of a second is held, too, and bridged in its last quarter: nothing drifts through a pause.
 */
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "TegnCore/Export.h"
#include "TegnCore/Pose.h"

namespace tegn {

class JitterBuffer {
 public:
  /** 1 s at 60 Hz and some more: what a stall of that length leaves behind is old news. */
  static constexpr std::size_t kDefaultCapacity = 64;

  /** The longest stretch that is interpolated over, seconds. */
  static constexpr double kLongestBridge = 0.25;

  /** Empties the buffer and makes room for poses of that layout. Capacity at least 2. */
  TEGNCORE_API void reset(std::size_t bones, std::size_t translatedBones, std::size_t curves,
                          std::size_t capacity = kDefaultCapacity);
  TEGNCORE_API void clear();
  /** A pose to fill; it counts from commit() on. Valid until the next call. */
  TEGNCORE_API Pose& slot();
  /**
   * Takes the filled slot in. False for a pose that is not newer than the newest: it is left out. A pose more than `jump`
   * seconds older starts the buffer anew: the sender's clock was set back.
   */
  TEGNCORE_API bool commit(double jump = 0.5);
  /**
   * Writes the pose at that sender time; false when the buffer is empty. Poses before the bracket are dropped, so times of
   * later calls should not go back. `held` tells that the newest pose was given because a later one is missing.
   */
  TEGNCORE_API bool sample(double time, Pose& dst, bool* held = nullptr);

  /** Moves the oldest pose out, for who wants every frame as it came; false when there is none. */
  TEGNCORE_API bool take(Pose& dst);

  std::size_t size() const { return count_; }
  TEGNCORE_API const Pose* newest() const;
  /** Frames that the numbers show as never sent or never arrived. */
  std::uint64_t missing() const { return missing_; }

 private:
  Pose& at(std::size_t i) { return ring_[(first_ + i) % ring_.size()]; }
  const Pose& at(std::size_t i) const { return ring_[(first_ + i) % ring_.size()]; }
  void dropOldest();

  std::vector<Pose> ring_;
  std::size_t first_ = 0;
  std::size_t count_ = 0;
  std::uint64_t missing_ = 0;
};

}  // namespace tegn
