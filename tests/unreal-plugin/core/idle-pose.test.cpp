#include "TegnCore/IdlePose.h"

#include "expect.h"

using tegn::IdleOptions;
using tegn::IdlePose;
using tegn::Pose;

namespace {

Pose curve(float value) {
  Pose pose;
  pose.resize(0, 0, 1);
  pose.curves[0] = value;
  return pose;
}

double shown(IdlePose& idle, double now) {
  Pose pose = curve(1);
  idle.apply(now, pose);
  return static_cast<double>(pose.curves[0]);
}

}  // namespace

TEST("the live pose is untouched while frames come") {
  IdlePose idle;
  idle.reset(curve(0));
  for (int i = 0; i < 300; i++) {
    idle.heard(i / 60.0);
    EXPECT(shown(idle, i / 60.0) == 1);
  }
}

TEST("without frames the pose sinks to idle smoothly, and rises again when they come") {
  IdlePose idle;
  idle.setOptions({true, 2, 0.7});
  idle.reset(curve(0));
  idle.heard(0);
  double last = 1;
  double largestStep = 0;
  for (double now = 0; now < 4; now += 1.0 / 60) {
    const double value = shown(idle, now);
    if (now < 2) EXPECT(value == 1);
    largestStep = std::fmax(largestStep, std::fabs(value - last));
    last = value;
  }
  EXPECT(last == 0);
  for (double now = 4; now < 5; now += 1.0 / 60) {
    idle.heard(now);
    const double value = shown(idle, now);
    largestStep = std::fmax(largestStep, std::fabs(value - last));
    last = value;
  }
  EXPECT(last == 1);
  // the steepest part of the easing over 0.7 s, in a frame of 60 Hz
  EXPECT_BELOW(largestStep, 1.5 / 0.7 / 60 * 1.05);
}

TEST("switched off, the last pose stays") {
  IdlePose idle;
  idle.setOptions({false, 2, 0.7});
  idle.reset(curve(0));
  idle.heard(0);
  shown(idle, 0);
  EXPECT(shown(idle, 1000) == 1);
}
