/**
 * Unit quaternions x, y, z, w <-> 48 bits: the three smaller components at 15 bits each, and which one was left out.
 * Source: docs/protocol.md, "Smallest three, 48 bit". Error at most 0.008 degrees.
 */
#pragma once

#include <cstdint>

#include "TegnCore/Export.h"

namespace tegn {

constexpr int kSmallestThreeBytes = 6;

/** Any six bytes give a unit quaternion, or the nearest there is. */
TEGNCORE_API void readSmallestThree(const std::uint8_t* at, float* rotation);
/** `rotation` need not be quite unit. */
TEGNCORE_API void writeSmallestThree(const float* rotation, std::uint8_t* at);

}  // namespace tegn
