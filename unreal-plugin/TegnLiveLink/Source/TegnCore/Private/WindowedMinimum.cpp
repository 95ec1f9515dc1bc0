#include "TegnCore/WindowedMinimum.h"

#include <cmath>

namespace tegn {

void WindowedMinimum::reset() {
  started_ = false;
  smallest_ = kNone;
}

void WindowedMinimum::add(double value, double now) {
  advance(static_cast<std::int64_t>(std::floor(now)));
  double& bucket = minima_[second_ % kBuckets];
  if (value < bucket) bucket = value;
  if (value < smallest_) smallest_ = value;
}

double WindowedMinimum::lastSecond() const {
  if (!started_) return smallest_;
  const double last = minima_[(second_ + kBuckets - 1) % kBuckets];
  return last < kNone ? last : smallest_;
}

void WindowedMinimum::keepRecent() {
  for (std::int64_t age = 2; age < kBuckets; age++) minima_[(second_ + kBuckets - age) % kBuckets] = kNone;
  update();
}

void WindowedMinimum::advance(std::int64_t second) {
  if (!started_ || second < second_ || second - second_ >= kBuckets) {
    for (double& minimum : minima_) minimum = kNone;
    smallest_ = kNone;
    second_ = second;
    started_ = true;
    return;
  }
  if (second == second_) return;
  while (second_ < second) minima_[++second_ % kBuckets] = kNone;
  update();
}

void WindowedMinimum::update() {
  smallest_ = kNone;
  for (const double minimum : minima_) {
    if (minimum < smallest_) smallest_ = minimum;
  }
}

}  // namespace tegn
