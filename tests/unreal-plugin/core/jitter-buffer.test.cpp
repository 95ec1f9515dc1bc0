#include "TegnCore/JitterBuffer.h"

#include "expect.h"

using tegn::JitterBuffer;
using tegn::Pose;

namespace {

/** A buffer of one curve, whose value is what a test follows. */
JitterBuffer buffer(std::size_t capacity = 8) {
  JitterBuffer made;
  made.reset(0, 0, 1, capacity);
  return made;
}

bool push(JitterBuffer& to, std::uint32_t number, double time, float value, bool cut = false) {
  Pose& slot = to.slot();
  slot.number = number;
  slot.time = time;
  slot.cut = cut;
  slot.curves[0] = value;
  return to.commit();
}

double value(JitterBuffer& from, double time) {
  Pose pose;
  return from.sample(time, pose) ? static_cast<double>(pose.curves[0]) : std::nan("");
}

}  // namespace

TEST("between two poses the value is interpolated, before the first and after the last held") {
  JitterBuffer b = buffer();
  EXPECT(std::isnan(value(b, 0)));
  push(b, 0, 1.0, 10);
  push(b, 1, 1.1, 20);
  EXPECT_NEAR(value(b, 0.9), 10, 1e-5);
  EXPECT_NEAR(value(b, 1.05), 15, 1e-4);
  EXPECT_NEAR(value(b, 1.1), 20, 1e-5);
  EXPECT_NEAR(value(b, 9), 20, 1e-5);
}

TEST("a held pose is told apart from one on time") {
  JitterBuffer b = buffer();
  push(b, 0, 1.0, 10);
  Pose pose;
  bool held = true;
  b.sample(1.0, pose, &held);
  EXPECT(!held);
  b.sample(1.01, pose, &held);
  EXPECT(held);
}

TEST("nothing is interpolated across a cut") {
  JitterBuffer b = buffer();
  push(b, 0, 1.0, 10);
  push(b, 1, 1.1, 90, true);
  EXPECT_NEAR(value(b, 1.099), 10, 1e-5);
  EXPECT_NEAR(value(b, 1.1), 90, 1e-5);
}

TEST("a long gap is held and bridged in its last quarter of a second") {
  JitterBuffer b = buffer();
  push(b, 0, 1.0, 10);
  push(b, 1, 11.0, 20);
  EXPECT_NEAR(value(b, 10.7), 10, 1e-5);
  EXPECT_NEAR(value(b, 10.875), 15, 1e-3);
  EXPECT_NEAR(value(b, 11), 20, 1e-5);
}

TEST("a pose that is not newer is left out, one far older starts the buffer anew") {
  JitterBuffer b = buffer();
  push(b, 5, 100.0, 1);
  EXPECT(!push(b, 6, 100.0, 2));
  EXPECT(!push(b, 7, 99.9, 3));
  EXPECT(b.size() == 1);
  EXPECT(push(b, 0, 3.0, 4));
  EXPECT(b.size() == 1);
  EXPECT_NEAR(value(b, 3.0), 4, 1e-5);
}

TEST("a full buffer drops its oldest poses") {
  JitterBuffer b = buffer(4);
  for (std::uint32_t i = 0; i < 10; i++) push(b, i, i * 0.1, static_cast<float>(i));
  EXPECT(b.size() == 4);
  EXPECT_NEAR(value(b, 0), 6, 1e-5);
  EXPECT_NEAR(value(b, 0.9), 9, 1e-5);
}

TEST("missing frames are counted by their numbers, through the wrap at 2^32") {
  JitterBuffer b = buffer();
  push(b, 0xFFFFFFFEU, 1.0, 0);
  push(b, 2, 1.1, 0);
  EXPECT(b.missing() == 3);
  push(b, 3, 1.2, 0);
  EXPECT(b.missing() == 3);
  push(b, 0, 1.3, 0);
  EXPECT(b.missing() == 3);
}

TEST("poses are taken out one by one in order") {
  JitterBuffer b = buffer();
  for (std::uint32_t i = 0; i < 5; i++) push(b, i, i * 0.1, static_cast<float>(i));
  Pose pose;
  for (std::uint32_t i = 0; i < 5; i++) EXPECT(b.take(pose) && pose.number == i);
  EXPECT(!b.take(pose));
}
