/**
 * A live pose that may stop coming -> a pose to show: after a while without frames it sinks back to the idle pose, and rises
 * from it when frames come again.
 *
 * Seconds of any clock that does not go back. The weight of the live pose moves linearly over `blendTime`.
 */
#pragma once

#include "TegnCore/Export.h"
#include "TegnCore/Pose.h"

namespace tegn {

struct IdleOptions {
  /** False: the last pose stays for good. */
  bool enabled = true;
  /** Without a frame for so long, the stream counts as stopped. */
  double after = 2;
  double blendTime = 0.7;
};

class IdlePose {
 public:
  void setOptions(const IdleOptions& options) { options_ = options; }
  /** The pose to sink to, of the subject's layout; the live pose counts in full again. */
  TEGNCORE_API void reset(const Pose& idle);
  /** A frame came, or none is to be expected: the source is paused. */
  void heard(double now) {
    heard_ = now;
    started_ = true;
  }
  /** Turns the live pose into the pose to show, in place. */
  TEGNCORE_API void apply(double now, Pose& pose);
  /** 1 = live pose alone, 0 = idle pose alone. */
  double weight() const { return weight_; }

 private:
  IdleOptions options_;
  Pose idle_;
  double heard_ = 0;
  double last_ = 0;
  double weight_ = 1;
  bool started_ = false;
};

}  // namespace tegn
