#include "TegnCore/Pose.h"

#include "expect.h"
#include "random.h"

using tegn::Pose;

namespace {

Pose poseOf(const float* rotation, float translation, float curve) {
  Pose pose;
  pose.resize(1, 1, 1);
  for (std::size_t k = 0; k < 4; k++) pose.rotations[k] = rotation[k];
  pose.translations = {translation, 0, 0};
  pose.curves[0] = curve;
  return pose;
}

}  // namespace

TEST("a blend halfway turns halfway, moves halfway and keeps unit length") {
  const float none[4] = {0, 0, 0, 1};
  const float quarter[4] = {0, 0, 0.70710678F, 0.70710678F};
  const float eighth[4] = {0, 0, 0.38268343F, 0.92387953F};
  Pose dst;
  tegn::blendPoses(poseOf(none, 2, 0), poseOf(quarter, 4, 1), 0.5, dst);
  EXPECT_NEAR(angleDeg(dst.rotations.data(), eighth), 0, 1e-4);
  EXPECT_NEAR(dst.translations[0], 3, 1e-6);
  EXPECT_NEAR(dst.curves[0], 0.5, 1e-6);
}

TEST("a blend takes the shorter arc whichever sign the quaternions have") {
  const float a[4] = {0, 0, 0.1F, 0.99498744F};
  const float b[4] = {0, 0, -0.2F, -0.9797959F};
  Pose dst;
  tegn::blendPoses(poseOf(a, 0, 0), poseOf(b, 0, 0), 0.5, dst);
  EXPECT_BELOW(angleDeg(dst.rotations.data(), a), 6);
}

TEST("a blend of steps up to 20 degrees is within 0.02 degrees of slerp") {
  Random random(7);
  double worst = 0;
  for (int i = 0; i < 2000; i++) {
    const double angle = random.between(0, 20) / 57.29577951308232;
    const double weight = random.uniform();
    const float a[4] = {0, 0, 0, 1};
    const float b[4] = {static_cast<float>(std::sin(angle / 2)), 0, 0, static_cast<float>(std::cos(angle / 2))};
    const double part = angle * weight / 2;
    const float slerp[4] = {static_cast<float>(std::sin(part)), 0, 0, static_cast<float>(std::cos(part))};
    Pose dst;
    tegn::blendPoses(poseOf(a, 0, 0), poseOf(b, 0, 0), weight, dst);
    worst = std::fmax(worst, angleDeg(dst.rotations.data(), slerp));
  }
  EXPECT_BELOW(worst, 0.02);
}

TEST("a blend of opposite rotations stays finite") {
  const float a[4] = {0, 0, 1, 0};
  const float b[4] = {0, 0, 0, 1};
  Pose dst;
  tegn::blendPoses(poseOf(a, 0, 0), poseOf(b, 0, 0), 0.5, dst);
  for (const float value : dst.rotations) EXPECT(std::isfinite(value));
}

TEST("the timecode moves with the blend, and stays where rates differ or time runs back") {
  const float none[4] = {0, 0, 0, 1};
  Pose a = poseOf(none, 0, 0);
  Pose b = a;
  a.timecode = {100, 0.5, 30000, 1001};
  b.timecode = {102, 0, 30000, 1001};
  Pose dst;
  tegn::blendPoses(a, b, 0.5, dst);
  EXPECT(dst.timecode.frame == 101);
  EXPECT_NEAR(dst.timecode.subframe, 0.25, 1e-9);
  EXPECT(dst.timecode.numerator == 30000 && dst.timecode.denominator == 1001);
  b.timecode = {102, 0, 25, 1};
  tegn::blendPoses(a, b, 0.5, dst);
  EXPECT(dst.timecode.frame == 100 && dst.timecode.numerator == 30000);
  b.timecode = {3, 0, 30000, 1001};
  tegn::blendPoses(a, b, 0.5, dst);
  EXPECT(dst.timecode.frame == 100);
}
