#include "TegnCore/SmallestThree.h"

#include <algorithm>
#include <cmath>

#include "TegnCore/Bytes.h"

namespace tegn {

namespace smallest_three_detail {
namespace {

/** 16383 steps reach from 0 to 1/sqrt(2), so that both ends are exact. */
constexpr double kScale = 16383 * 1.4142135623730951;
constexpr int kZero = 16384;

double component(std::uint16_t word) { return ((word & 0x7FFF) - kZero) / kScale; }

}  // namespace
}  // namespace smallest_three_detail

void readSmallestThree(const std::uint8_t* at, float* rotation) {
  using smallest_three_detail::component;
  const std::uint16_t words[3] = {readU16(at), readU16(at + 2), readU16(at + 4)};
  const int largest = (words[0] >> 15) | ((words[1] >> 15) << 1);
  double squares = 0;
  int word = 0;
  for (int k = 0; k < 4; k++) {
    if (k == largest) continue;
    const double c = component(words[word++]);
    squares += c * c;
    rotation[k] = static_cast<float>(c);
  }
  rotation[largest] = static_cast<float>(std::sqrt(std::max(0.0, 1 - squares)));
}

void writeSmallestThree(const float* rotation, std::uint8_t* at) {
  using smallest_three_detail::kScale;
  using smallest_three_detail::kZero;
  int largest = 0;
  double length = 0;
  for (int k = 0; k < 4; k++) {
    length += static_cast<double>(rotation[k]) * rotation[k];
    if (std::fabs(rotation[k]) > std::fabs(rotation[largest])) largest = k;
  }
  length = length > 0 ? std::sqrt(length) : 1;
  const double scale = kScale / (rotation[largest] < 0 ? -length : length);
  const int tops[3] = {largest & 1, largest >> 1, 0};
  int word = 0;
  for (int k = 0; k < 4; k++) {
    if (k == largest) continue;
    const int n = static_cast<int>(std::floor(rotation[k] * scale + 0.5)) + kZero;
    writeU16(at + word * 2, static_cast<std::uint32_t>(std::clamp(n, 1, 32767) | (tops[word] << 15)));
    word++;
  }
}

}  // namespace tegn
