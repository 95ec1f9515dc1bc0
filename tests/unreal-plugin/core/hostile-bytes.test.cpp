/** Binary messages that break a rule of docs/protocol.md, one rule at a time. */
#include <limits>

#include "TegnCore/Frame.h"
#include "expect.h"

using tegn::Pose;
using tegn::StaticData;
using tegn::Verdict;

namespace {

using Bytes = std::vector<std::uint8_t>;

StaticData body() {
  StaticData data;
  data.subject = 2;
  data.revision = 7;
  data.rateNumerator = 60;
  data.rateDenominator = 1;
  data.name = "tegn";
  data.bones = {"root", "pelvis"};
  data.parents = {-1, 0};
  data.referenceRotations = {0, 0, 0, 1, 0, 0, 0, 1};
  data.referenceTranslations = {0, 0, 0, 0, 0, 91};
  data.translatedBones = {1};
  data.curves = {"smile"};
  return data;
}

Bytes staticBytes(const StaticData& data) {
  Bytes bytes;
  tegn::encodeStaticData(data, bytes);
  return bytes;
}

Bytes frameBytes() {
  Pose pose;
  tegn::referencePose(body(), pose);
  pose.time = 1;
  pose.timecode = {1, 0, 60, 1};
  Bytes bytes;
  tegn::encodeFrame(pose, body(), false, bytes);
  return bytes;
}

Verdict readStatic(const Bytes& bytes) {
  StaticData data;
  return tegn::decodeStaticData({bytes.data(), bytes.size()}, data);
}

Verdict readFrame(const Bytes& bytes) {
  Pose pose;
  return tegn::decodeFrame({bytes.data(), bytes.size()}, body(), pose);
}

Bytes with(Bytes bytes, std::size_t at, std::initializer_list<int> values) {
  for (const int value : values) bytes[at++] = static_cast<std::uint8_t>(value);
  return bytes;
}

}  // namespace

TEST("opcodes and header versions of tomorrow are passed over") {
  EXPECT(readFrame(with(frameBytes(), 0, {3})) == Verdict::PassedOver);
  EXPECT(readFrame(with(frameBytes(), 1, {2})) == Verdict::PassedOver);
  EXPECT(readStatic(with(staticBytes(body()), 38, {9})) == Verdict::PassedOver);
}

TEST("unknown flags and bytes after the payload do not matter") {
  EXPECT(readFrame(with(frameBytes(), 7, {0xF0})) == Verdict::Taken);
  Bytes longer = frameBytes();
  longer.resize(longer.size() + 100, 0xFF);
  EXPECT(readFrame(longer) == Verdict::Taken);
  Bytes longerStatic = staticBytes(body());
  longerStatic.resize(longerStatic.size() + 100, 0xFF);
  EXPECT(readStatic(longerStatic) == Verdict::Taken);
}

TEST("a frame of another revision or subject, or with a rate of 0, is refused") {
  EXPECT(readFrame(frameBytes()) == Verdict::Taken);
  EXPECT(readFrame(with(frameBytes(), 2, {8})) == Verdict::Wrong);
  EXPECT(readFrame(with(frameBytes(), 4, {1})) == Verdict::Wrong);
  EXPECT(readFrame(with(frameBytes(), 24, {0, 0, 0, 0})) == Verdict::Wrong);
  EXPECT(readFrame(with(frameBytes(), 28, {0, 0})) == Verdict::Wrong);
}

TEST("a number that is not finite anywhere is refused, and the pose before stays") {
  const Bytes bytes = frameBytes();
  EXPECT(readFrame(with(bytes, 16, {0, 0, 0, 0, 0, 0, 0xF0, 0x7F})) == Verdict::Wrong);
  for (std::size_t at = tegn::kHeaderBytes; at + 4 <= bytes.size() - 4; at += 4) {
    const Bytes broken = with(bytes, at, {0, 0, 0xC0, 0x7F});
    Pose pose;
    tegn::referencePose(body(), pose);
    pose.number = 41;
    EXPECT(tegn::decodeFrame({broken.data(), broken.size()}, body(), pose) == Verdict::Wrong);
    EXPECT(pose.number == 41 && pose.translations[2] == 91);
  }
}

TEST("static data is refused for revision 0, rate 0, parents that do not stand before, bones that are not there") {
  EXPECT(readStatic(staticBytes(body())) == Verdict::Taken);
  StaticData data = body();
  data.revision = 0;
  EXPECT(readStatic(staticBytes(data)) == Verdict::Wrong);
  data = body();
  data.rateNumerator = 0;
  EXPECT(readStatic(staticBytes(data)) == Verdict::Wrong);
  data = body();
  data.parents = {-1, 1};
  EXPECT(readStatic(staticBytes(data)) == Verdict::Wrong);
  data.parents = {-2, 0};
  EXPECT(readStatic(staticBytes(data)) == Verdict::Wrong);
  data = body();
  data.translatedBones = {2};
  EXPECT(readStatic(staticBytes(data)) == Verdict::Wrong);
  data = body();
  data.referenceTranslations[4] = std::numeric_limits<float>::infinity();
  EXPECT(readStatic(staticBytes(data)) == Verdict::Wrong);
}

TEST("names must be UTF-8, not empty, unique and as many as announced") {
  StaticData data = body();
  data.bones = {"root", "root"};
  EXPECT(readStatic(staticBytes(data)) == Verdict::Wrong);
  data.bones = {"root", ""};
  EXPECT(readStatic(staticBytes(data)) == Verdict::Wrong);
  data.bones = {"root", "\xFF"};
  EXPECT(readStatic(staticBytes(data)) == Verdict::Wrong);
  data = body();
  data.name.clear();
  EXPECT(readStatic(staticBytes(data)) == Verdict::Wrong);
  data = body();
  data.curves.push_back("another");
  Bytes bytes = staticBytes(data);
  bytes[36] = 1;
  EXPECT(readStatic(bytes) == Verdict::Wrong);
  // a curve may be named like a bone
  data = body();
  data.curves = {"root"};
  EXPECT(readStatic(staticBytes(data)) == Verdict::Taken);
}

TEST("counts beyond the message are refused before anything is made of them") {
  EXPECT(readStatic(with(staticBytes(body()), 32, {0xFF, 0xFF})) == Verdict::Wrong);
  EXPECT(readStatic(with(staticBytes(body()), 36, {0xFF, 0xFF})) == Verdict::Wrong);
  EXPECT(readStatic(with(staticBytes(body()), 40, {0xFF, 0xFF, 0xFF, 0xFF})) == Verdict::Wrong);
  Bytes many(44 + 30 * 5000 + 3, 0);
  many = with(many, 0, {2, 1, 1, 0});
  many = with(many, 24, {60, 0, 0, 0, 1, 0});
  many = with(many, 32, {5000 & 255, 5000 >> 8, 0, 0, 0, 0, 1, 0, 3});
  EXPECT(readStatic(many) == Verdict::Wrong);
}
