#include "TegnCore/MessageAssembler.h"

#include "expect.h"

using tegn::ByteSpan;
using tegn::MessageAssembler;

TEST("a message in one piece is handed on as it lies, without a copy") {
  MessageAssembler assembler;
  const std::uint8_t bytes[3] = {1, 2, 3};
  ByteSpan message;
  EXPECT(assembler.add({bytes, 3}, true, message));
  EXPECT(message.data == bytes && message.size == 3);
}

TEST("pieces of 64 KiB are joined in order, message after message") {
  MessageAssembler assembler;
  std::vector<std::uint8_t> whole(200000);
  for (std::size_t i = 0; i < whole.size(); i++) whole[i] = static_cast<std::uint8_t>(i * 7);
  for (int round = 0; round < 3; round++) {
    ByteSpan message;
    for (std::size_t at = 0; at < whole.size(); at += 65536) {
      const std::size_t size = at + 65536 < whole.size() ? 65536 : whole.size() - at;
      const bool last = at + size == whole.size();
      EXPECT(assembler.add({whole.data() + at, size}, last, message) == last);
    }
    EXPECT(std::vector<std::uint8_t>(message.data, message.data + message.size) == whole);
  }
}

TEST("a message that is too long is passed over to its end, the next one counts again") {
  MessageAssembler assembler(10);
  const std::uint8_t bytes[8] = {};
  ByteSpan message;
  EXPECT(!assembler.add({bytes, 8}, false, message));
  EXPECT(!assembler.add({bytes, 8}, false, message));
  EXPECT(!assembler.add({bytes, 8}, true, message));
  EXPECT(assembler.oversized() == 1);
  EXPECT(assembler.add({bytes, 8}, true, message) && message.size == 8);
}

TEST("a new connection does not inherit half a message") {
  MessageAssembler assembler;
  const std::uint8_t bytes[4] = {1, 2, 3, 4};
  ByteSpan message;
  assembler.add({bytes, 4}, false, message);
  assembler.reset();
  EXPECT(assembler.add({bytes, 2}, true, message) && message.size == 2);
}
