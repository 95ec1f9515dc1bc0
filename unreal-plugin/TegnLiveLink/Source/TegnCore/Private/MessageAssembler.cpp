#include "TegnCore/MessageAssembler.h"

namespace tegn {

void MessageAssembler::reset() {
  pieces_.clear();
  skipping_ = false;
}

bool MessageAssembler::add(ByteSpan piece, bool last, ByteSpan& message) {
  if (!skipping_ && piece.size > limit_ - pieces_.size()) {
    skipping_ = true;
    oversized_++;
    pieces_.clear();
  }
  if (skipping_) {
    skipping_ = !last;
    return false;
  }
  if (last && pieces_.empty()) {
    message = piece;
    return true;
  }
  if (piece.size > 0) pieces_.insert(pieces_.end(), piece.data, piece.data + piece.size);
  if (!last) return false;
  // swapped, not copied: both keep their memory for the next message
  whole_.swap(pieces_);
  pieces_.clear();
  message = {whole_.data(), whole_.size()};
  return true;
}

}  // namespace tegn
