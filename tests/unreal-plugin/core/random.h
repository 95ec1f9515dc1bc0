/** Seeded numbers for tests (splitmix64). */
#pragma once

#include <cmath>
#include <cstdint>

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }

  /** 0 <= value < 1 */
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  double between(double low, double high) { return low + (high - low) * uniform(); }

  /** Evenly spread over all rotations (Shoemake). */
  void rotation(float* xyzw) {
    const double u = uniform();
    const double v = between(0, 6.283185307179586);
    const double w = between(0, 6.283185307179586);
    xyzw[0] = static_cast<float>(std::sqrt(1 - u) * std::sin(v));
    xyzw[1] = static_cast<float>(std::sqrt(1 - u) * std::cos(v));
    xyzw[2] = static_cast<float>(std::sqrt(u) * std::sin(w));
    xyzw[3] = static_cast<float>(std::sqrt(u) * std::cos(w));
  }

 private:
  std::uint64_t state_;
};

/** Angle between two rotations, degrees; q and -q are the same. */
inline double angleDeg(const float* a, const float* b) {
  double dot = 0;
  double aa = 0;
  double bb = 0;
  for (int k = 0; k < 4; k++) {
    dot += static_cast<double>(a[k]) * b[k];
    aa += static_cast<double>(a[k]) * a[k];
    bb += static_cast<double>(b[k]) * b[k];
  }
  // |sin| from the components across, because acos has no digits near 1
  const double cosine = std::fabs(dot) / std::sqrt(aa * bb);
  double across = 0;
  const double sign = dot < 0 ? -1 : 1;
  for (int k = 0; k < 4; k++) {
    const double d = a[k] / std::sqrt(aa) - sign * b[k] / std::sqrt(bb);
    across += d * d;
  }
  return 4 * std::atan2(std::sqrt(across) / 2, std::sqrt((1 + cosine) / 2)) * 57.29577951308232;
}
