#include "TegnCore/SmallestThree.h"

#include "expect.h"
#include "random.h"

TEST("smallest three errs by at most 0.008 degrees over all rotations") {
  Random random(11);
  double worst = 0;
  for (int i = 0; i < 200000; i++) {
    float rotation[4];
    float back[4];
    std::uint8_t bytes[tegn::kSmallestThreeBytes];
    random.rotation(rotation);
    tegn::writeSmallestThree(rotation, bytes);
    tegn::readSmallestThree(bytes, back);
    worst = std::fmax(worst, angleDeg(rotation, back));
  }
  std::printf("  smallest three: worst error %.4f deg\n", worst);
  EXPECT_BELOW(worst, 0.008);
}

TEST("no turn and quarter turns come back exactly") {
  const float half = 0.70710677F;
  const float rotations[5][4] = {{0, 0, 0, 1}, {1, 0, 0, 0}, {half, 0, 0, half}, {0, -half, half, 0}, {0, 0, half, -half}};
  for (const auto& rotation : rotations) {
    float back[4];
    std::uint8_t bytes[tegn::kSmallestThreeBytes];
    tegn::writeSmallestThree(rotation, bytes);
    tegn::readSmallestThree(bytes, back);
    EXPECT_NEAR(angleDeg(rotation, back), 0, 1e-5);
    for (int k = 0; k < 4; k++) EXPECT_NEAR(std::fabs(back[k]), std::fabs(rotation[k]), 1e-7);
  }
}

TEST("any six bytes give finite components, none beyond 1") {
  Random random(12);
  for (int i = 0; i < 100000; i++) {
    std::uint8_t bytes[tegn::kSmallestThreeBytes];
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.next());
    float rotation[4];
    tegn::readSmallestThree(bytes, rotation);
    for (const float c : rotation) EXPECT(c >= -1.001F && c <= 1.001F);
  }
}

TEST("a rotation that is not quite unit is taken for the unit one along it") {
  const float rotation[4] = {0.3F, -0.6F, 0.9F, 1.2F};
  std::uint8_t bytes[tegn::kSmallestThreeBytes];
  float back[4];
  tegn::writeSmallestThree(rotation, bytes);
  tegn::readSmallestThree(bytes, back);
  EXPECT_BELOW(angleDeg(rotation, back), 0.008);
}
