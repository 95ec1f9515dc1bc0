#include "TegnCore/Pose.h"

#include <algorithm>
#include <cmath>

namespace tegn {

namespace pose_detail {
namespace {

void blendRotation(const float* a, const float* b, float weight, float* dst) {
  const float dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
  const float sign = dot < 0 ? -weight : weight;
  float mixed[4];
  float length = 0;
  for (int i = 0; i < 4; i++) {
    mixed[i] = (1 - weight) * a[i] + sign * b[i];
    length += mixed[i] * mixed[i];
  }
  // opposite rotations have no arc between them: stay where we are
  const float scale = length > 1e-12F ? 1 / std::sqrt(length) : 0;
  for (int i = 0; i < 4; i++) dst[i] = scale > 0 ? mixed[i] * scale : a[i];
}

void blendLinear(const std::vector<float>& a, const std::vector<float>& b, float weight, std::vector<float>& dst) {
  for (std::size_t i = 0; i < dst.size(); i++) dst[i] = a[i] + (b[i] - a[i]) * weight;
}

double position(const Timecode& timecode) { return timecode.frame + timecode.subframe; }

Timecode blendTimecodes(const Timecode& a, const Timecode& b, double weight) {
  const bool sameRate = a.numerator == b.numerator && a.denominator == b.denominator;
  if (!a.valid() || !sameRate || position(b) < position(a)) return a;
  const double between = position(a) + (position(b) - position(a)) * weight;
  Timecode result = a;
  result.frame = static_cast<std::uint32_t>(between);
  result.subframe = between - result.frame;
  return result;
}

}  // namespace
}  // namespace pose_detail

void Pose::resize(std::size_t bones, std::size_t translatedBones, std::size_t curveCount) {
  rotations.resize(bones * 4);
  translations.resize(translatedBones * 3);
  curves.resize(curveCount);
}

void copyPose(const Pose& source, Pose& dst) {
  if (&source == &dst) return;
  dst.number = source.number;
  dst.cut = source.cut;
  dst.time = source.time;
  dst.timecode = source.timecode;
  dst.rotations.assign(source.rotations.begin(), source.rotations.end());
  dst.translations.assign(source.translations.begin(), source.translations.end());
  dst.curves.assign(source.curves.begin(), source.curves.end());
}

void blendPoses(const Pose& a, const Pose& b, double weight, Pose& dst) {
  const Timecode timecode = pose_detail::blendTimecodes(a.timecode, b.timecode, weight);
  const double time = a.time + (b.time - a.time) * weight;
  dst.number = b.number;
  dst.cut = b.cut;
  dst.rotations.resize(b.rotations.size());
  dst.translations.resize(b.translations.size());
  dst.curves.resize(b.curves.size());
  const float w = static_cast<float>(weight);
  for (std::size_t i = 0; i + 4 <= dst.rotations.size(); i += 4) {
    pose_detail::blendRotation(&a.rotations[i], &b.rotations[i], w, &dst.rotations[i]);
  }
  pose_detail::blendLinear(a.translations, b.translations, w, dst.translations);
  pose_detail::blendLinear(a.curves, b.curves, w, dst.curves);
  dst.time = time;
  dst.timecode = timecode;
}

}  // namespace tegn
