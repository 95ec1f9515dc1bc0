/**
 * The smallest of the values of the last half minute.
 *
 * Method: one minimum for each second in a ring, so that a value costs constant time and no memory. Seconds of any clock that
 * does not go back; a value counts for 29 to 30 s.
 */
#pragma once

#include <cstdint>

#include "TegnCore/Export.h"

namespace tegn {

class WindowedMinimum {
 public:
  /** Long enough for rare undelayed messages to be in it, short enough for clocks that drift 50 ppm apart (1.5 ms). */
  static constexpr int kBuckets = 30;

  TEGNCORE_API void reset();
  TEGNCORE_API void add(double value, double now);
  bool empty() const { return !(smallest_ < kNone); }
  /** Infinity-like when empty. */
  double value() const { return smallest_; }
  /** The smallest of the last whole second alone, or value() where there was none. */
  TEGNCORE_API double lastSecond() const;
  /** Forgets all but the current and the last second. */
  TEGNCORE_API void keepRecent();

 private:
  static constexpr double kNone = 1e300;
  void advance(std::int64_t second);
  void update();

  double minima_[kBuckets] = {};
  std::int64_t second_ = 0;
  bool started_ = false;
  double smallest_ = kNone;
};

}  // namespace tegn
