/**
 * Frame messages of the live protocol: one pose of one subject <-> little-endian bytes; rotations as float32 or smallest three,
 * curves at 16 bits. Unreal's space, centimetres. Source: docs/protocol.md, "Frames, opcode 1".
 */
#pragma once

#include <cstdint>
#include <vector>

#include "TegnCore/Export.h"
#include "TegnCore/Pose.h"
#include "TegnCore/Protocol.h"
#include "TegnCore/StaticData.h"

namespace tegn {

/**
 * Decodes a frame of the subject and revision of `layout`. When Taken, `dst` holds it, sized for the layout; it allocates only
 * if it was smaller before. Else `dst` is as it was. Bytes after the payload are passed over.
 */
TEGNCORE_API Verdict decodeFrame(ByteSpan message, const StaticData& layout, Pose& dst);

/** `pose` has the sizes of `layout`. */
TEGNCORE_API void encodeFrame(const Pose& pose, const StaticData& layout, bool compact, std::vector<std::uint8_t>& dst);

}  // namespace tegn
