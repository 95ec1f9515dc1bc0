#include "TegnCore/JitterBuffer.h"

#include <algorithm>

namespace tegn {

void JitterBuffer::reset(std::size_t bones, std::size_t translatedBones, std::size_t curves, std::size_t capacity) {
  // one more than asked for: the slot being filled
  ring_.resize(std::max<std::size_t>(capacity, 2) + 1);
  for (Pose& pose : ring_) pose.resize(bones, translatedBones, curves);
  missing_ = 0;
  clear();
}

void JitterBuffer::clear() {
  first_ = 0;
  count_ = 0;
}

Pose& JitterBuffer::slot() { return at(count_); }

bool JitterBuffer::commit(double jump) {
  if (count_ > 0) {
    const Pose& last = at(count_ - 1);
    const Pose& next = at(count_);
    if (next.time <= last.time) {
      if (last.time - next.time <= jump) return false;
      first_ = (first_ + count_) % ring_.size();
      count_ = 0;
    } else {
      // frame numbers wrap at 2^32; a step back of any size is a source that started over
      const std::uint32_t step = next.number - last.number;
      if (step > 1 && step < 0x80000000U) missing_ += step - 1;
    }
  }
  count_++;
  if (count_ == ring_.size()) dropOldest();
  return true;
}

bool JitterBuffer::sample(double time, Pose& dst, bool* held) {
  if (held != nullptr) *held = false;
  if (count_ == 0) return false;
  while (count_ >= 2 && at(1).time <= time) dropOldest();
  const Pose& a = at(0);
  if (count_ == 1 || time <= a.time) {
    if (held != nullptr) *held = time > a.time;
    copyPose(a, dst);
    return true;
  }
  const Pose& b = at(1);
  const double start = std::max(a.time, b.time - kLongestBridge);
  if (b.cut || time <= start) {
    copyPose(a, dst);
    return true;
  }
  blendPoses(a, b, (time - start) / (b.time - start), dst);
  dst.time = time;
  return true;
}

bool JitterBuffer::take(Pose& dst) {
  if (count_ == 0) return false;
  copyPose(at(0), dst);
  dropOldest();
  return true;
}

const Pose* JitterBuffer::newest() const { return count_ == 0 ? nullptr : &at(count_ - 1); }

void JitterBuffer::dropOldest() {
  first_ = (first_ + 1) % ring_.size();
  count_--;
}

}  // namespace tegn
