/** Little-endian numbers in bytes at any address, whatever the machine's own order. Bounds are the caller's business. */
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace tegn {

struct ByteSpan {
  const std::uint8_t* data = nullptr;
  std::size_t size = 0;
};

inline std::uint16_t readU16(const std::uint8_t* at) {
  return static_cast<std::uint16_t>(at[0] | (static_cast<unsigned>(at[1]) << 8));
}

inline std::int16_t readI16(const std::uint8_t* at) {
  const int value = readU16(at);
  return static_cast<std::int16_t>(value < 32768 ? value : value - 65536);
}

inline std::uint32_t readU32(const std::uint8_t* at) {
  return readU16(at) | (static_cast<std::uint32_t>(readU16(at + 2)) << 16);
}

inline float readF32(const std::uint8_t* at) {
  const std::uint32_t bits = readU32(at);
  float value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

inline double readF64(const std::uint8_t* at) {
  const std::uint64_t bits = readU32(at) | (static_cast<std::uint64_t>(readU32(at + 4)) << 32);
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

inline void writeU16(std::uint8_t* at, std::uint32_t value) {
  at[0] = static_cast<std::uint8_t>(value & 0xFF);
  at[1] = static_cast<std::uint8_t>((value >> 8) & 0xFF);
}

inline void writeU32(std::uint8_t* at, std::uint32_t value) {
  writeU16(at, value & 0xFFFF);
  writeU16(at + 2, value >> 16);
}

inline void writeF32(std::uint8_t* at, float value) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  writeU32(at, bits);
}

inline void writeF64(std::uint8_t* at, double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  writeU32(at, static_cast<std::uint32_t>(bits & 0xFFFFFFFFU));
  writeU32(at + 4, static_cast<std::uint32_t>(bits >> 32));
}

/** Whether `count` float32 at `at` are all finite. */
inline bool finiteFloats(const std::uint8_t* at, std::size_t count) {
  for (std::size_t i = 0; i < count; i++) {
    if (!std::isfinite(readF32(at + i * 4))) return false;
  }
  return true;
}

}  // namespace tegn
