/**
 * libFuzzer: what a hostile server could send, in any order and any pieces, into a receiver that is also asked for poses.
 *
 * The input is a run of records: one byte of bits (1 = binary, 2 = last piece, 4 = connection lost and made again, 8 = every
 * frame), two bytes of length, then so many bytes. Beyond not crashing: what is decoded and encoded again is decoded to the same.
 */
#include <cstdlib>

#include "TegnCore/Frame.h"
#include "TegnCore/Receiver.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void checkRoundTrip(tegn::ByteSpan message) {
  tegn::StaticData data;
  if (tegn::decodeStaticData(message, data) != tegn::Verdict::Taken) return;
  std::vector<std::uint8_t> bytes;
  tegn::StaticData again;
  tegn::encodeStaticData(data, bytes);
  require(tegn::decodeStaticData({bytes.data(), bytes.size()}, again) == tegn::Verdict::Taken);
  require(tegn::sameSubject(data, again) && data.revision == again.revision);
  tegn::Pose pose;
  tegn::referencePose(data, pose);
  for (const bool compact : {false, true}) {
    tegn::encodeFrame(pose, data, compact, bytes);
    tegn::Pose read;
    require(tegn::decodeFrame({bytes.data(), bytes.size()}, data, read) == tegn::Verdict::Taken);
    require(read.translations == pose.translations && (compact || read.rotations == pose.rotations));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tegn::Receiver receiver;
  tegn::ReceiverOptions options;
  tegn::Pose pose;
  std::string text;
  double now = 0;
  receiver.opened(now);
  for (std::size_t at = 0; at + 3 <= size;) {
    const unsigned bits = data[at];
    std::size_t length = tegn::readU16(data + at + 1);
    at += 3;
    if (length > size - at) length = size - at;
    // a copy of that size, so that the address sanitiser sees a step beyond
    const std::vector<std::uint8_t> piece(data + at, data + at + length);
    at += length;
    now += 0.01;
    if ((bits & 4U) != 0) {
      receiver.closed();
      options.delivery = (bits & 8U) != 0 ? tegn::Delivery::EveryFrame : tegn::Delivery::Interpolated;
      receiver.setOptions(options);
      receiver.opened(now);
    }
    if ((bits & 1U) != 0) {
      checkRoundTrip({piece.data(), piece.size()});
      receiver.binary({piece.data(), piece.size()}, (bits & 2U) != 0, now);
    } else {
      receiver.text({reinterpret_cast<const char*>(piece.data()), piece.size()}, now);
    }
    while (receiver.nextMessage(now, text)) {
    }
    for (std::size_t i = 0; i < receiver.subjectCount(); i++) {
      receiver.sample(i, now, pose);
      int frames = 0;
      while (options.delivery == tegn::Delivery::EveryFrame && receiver.takeFrame(i, now, pose)) require(++frames < 100);
      receiver.status(i);
    }
  }
  return 0;
}
