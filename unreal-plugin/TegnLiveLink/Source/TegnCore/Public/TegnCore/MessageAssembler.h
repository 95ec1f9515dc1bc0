/**
 * Pieces of a binary WebSocket message -> the whole message. Unreal hands over messages above 64 KiB in pieces.
 *
 * A message beyond the limit is passed over to its end, without keeping it. The memory of the longest message is kept and used
 * again; a message that came in one piece is not copied.
 */
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "TegnCore/Bytes.h"
#include "TegnCore/Export.h"

namespace tegn {

class MessageAssembler {
 public:
  /** Far above any skeleton; a sender that goes beyond it is broken. */
  static constexpr std::size_t kDefaultLimit = 4 * 1024 * 1024;

  explicit MessageAssembler(std::size_t limit = kDefaultLimit) : limit_(limit) {}
  TEGNCORE_API void reset();
  /** True when `message` now is a whole message, valid until the next call and while `piece` is. */
  TEGNCORE_API bool add(ByteSpan piece, bool last, ByteSpan& message);
  /** Messages passed over because they were too long. */
  std::uint32_t oversized() const { return oversized_; }

 private:
  std::size_t limit_;
  std::vector<std::uint8_t> pieces_;
  std::vector<std::uint8_t> whole_;
  bool skipping_ = false;
  std::uint32_t oversized_ = 0;
};

}  // namespace tegn
