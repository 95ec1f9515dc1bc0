#include "TegnCore/IdlePose.h"

#include <algorithm>

namespace tegn {

void IdlePose::reset(const Pose& idle) {
  copyPose(idle, idle_);
  weight_ = 1;
  started_ = false;
}

void IdlePose::apply(double now, Pose& pose) {
  const double passed = started_ ? std::max(0.0, now - last_) : 0;
  last_ = now;
  const bool stopped = options_.enabled && started_ && now - heard_ > options_.after;
  const double step = options_.blendTime > 0 ? passed / options_.blendTime : 1;
  weight_ = std::clamp(weight_ + (stopped ? -step : step), 0.0, 1.0);
  if (weight_ >= 1) return;
  const double time = pose.time;
  const Timecode timecode = pose.timecode;
  // eased, so that the body neither starts nor stops at once
  const double eased = weight_ * weight_ * (3 - 2 * weight_);
  blendPoses(idle_, pose, eased, pose);
  pose.time = time;
  pose.timecode = timecode;
}

}  // namespace tegn
