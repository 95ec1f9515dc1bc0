#include "TegnCore/Receiver.h"

#include <cstdlib>
#include <new>

#include "TegnCore/Frame.h"
#include "expect.h"

namespace {

/** Every allocation of the program, for the test that none happens. */
std::size_t allocations = 0;

void* allocate(std::size_t size) {
  allocations++;
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) std::abort();
  return memory;
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

using tegn::Pose;
using tegn::Receiver;
using tegn::StaticData;
using tegn::Verdict;

namespace {

constexpr const char* kHello =
    R"({"op":"hello","protocol":"tegn.livelink.v1","time":0,"capabilities":["compact","clock","transport"],"subjects":[]})";

StaticData body(std::uint16_t revision = 1, std::size_t bones = 3) {
  StaticData data;
  data.revision = revision;
  data.rateNumerator = 60;
  data.rateDenominator = 1;
  data.name = "tegn";
  for (std::size_t i = 0; i < bones; i++) {
    data.bones.push_back("bone" + std::to_string(i));
    data.parents.push_back(static_cast<std::int16_t>(static_cast<int>(i) - 1));
    data.referenceRotations.insert(data.referenceRotations.end(), {0, 0, 0, 1});
    data.referenceTranslations.insert(data.referenceTranslations.end(), {0, 0, 10});
  }
  data.translatedBones = {1};
  data.curves = {"smile"};
  return data;
}

Verdict give(Receiver& receiver, const std::vector<std::uint8_t>& bytes, double now) {
  return receiver.binary({bytes.data(), bytes.size()}, true, now);
}

Verdict announce(Receiver& receiver, const StaticData& data, double now = 0) {
  std::vector<std::uint8_t> bytes;
  tegn::encodeStaticData(data, bytes);
  return give(receiver, bytes, now);
}

/** A frame whose curve is its sender time / 100. */
Verdict frame(Receiver& receiver, const StaticData& data, std::uint32_t number, double time, double now) {
  Pose pose;
  tegn::referencePose(data, pose);
  pose.number = number;
  pose.time = time;
  if (!pose.curves.empty()) pose.curves[0] = static_cast<float>(time / 100);
  std::vector<std::uint8_t> bytes;
  tegn::encodeFrame(pose, data, false, bytes);
  return give(receiver, bytes, now);
}

/** A second of frames at 60 Hz that take 5 ms, from sender time `from`; our clock is 100 s ahead. */
double play(Receiver& receiver, const StaticData& data, double from, std::uint32_t first = 0) {
  double now = 0;
  Pose pose;
  for (std::uint32_t i = 0; i < 60; i++) {
    const double time = from + i / 60.0;
    now = time + 100.005;
    frame(receiver, data, first + i, time, now);
    receiver.sample(0, now, pose);
  }
  return now;
}

std::string outgoing(Receiver& receiver, double now) {
  std::string text;
  return receiver.nextMessage(now, text) ? text : "";
}

}  // namespace

TEST("a connection opens with our hello, and asks for the time once the server offers it") {
  tegn::ReceiverOptions options;
  options.hello.name = "test";
  Receiver receiver(options);
  EXPECT(outgoing(receiver, 0).empty());
  receiver.opened(0);
  EXPECT(outgoing(receiver, 0) == R"({"op":"hello","protocol":"tegn.livelink.v1","capabilities":["compact"],"name":"test"})");
  EXPECT(outgoing(receiver, 5).empty());
  EXPECT(!receiver.expectsAnswers());
  EXPECT(receiver.text(kHello, 5) == Verdict::Taken);
  EXPECT(receiver.expectsAnswers());
  int questions = 0;
  for (double now = 5; now < 35; now += 1.0 / 60) {
    if (!outgoing(receiver, now).empty()) questions++;
  }
  EXPECT(questions > 70 && questions < 120);
  receiver.closed();
  EXPECT(outgoing(receiver, 36).empty());
}

TEST("answers to the clock give the offset") {
  Receiver receiver;
  receiver.opened(0);
  receiver.text(kHello, 0);
  outgoing(receiver, 10.021);
  receiver.text(R"({"op":"clock","clientTime":10,"receiveTime":60.01,"sendTime":60.011})", 10.021);
  EXPECT(receiver.clock().known());
  EXPECT_NEAR(receiver.clock().offset(), -50, 1e-9);
}

TEST("frames are shown the buffer's time after the fastest of them, interpolated") {
  Receiver receiver;
  receiver.opened(100);
  EXPECT(announce(receiver, body()) == Verdict::Taken);
  const double now = play(receiver, body(), 50);
  Pose pose;
  EXPECT(receiver.sample(0, now, pose));
  EXPECT_NEAR(pose.time, now - 100.005 - 0.06, 1e-9);
  EXPECT_NEAR(pose.curves[0] * 100, pose.time, 0.01);
  EXPECT(receiver.statistics().frames == 60 && receiver.statistics().wrong == 0 && receiver.statistics().late == 0);
}

TEST("frames without static data, of another revision, or of before a reconnect are refused") {
  Receiver receiver;
  receiver.opened(0);
  EXPECT(frame(receiver, body(), 0, 0, 0) == Verdict::PassedOver);
  announce(receiver, body(1));
  EXPECT(frame(receiver, body(2), 0, 0, 0) == Verdict::Wrong);
  EXPECT(frame(receiver, body(1), 0, 0, 0) == Verdict::Taken);
  receiver.closed();
  receiver.opened(1);
  EXPECT(frame(receiver, body(1), 1, 1, 1) == Verdict::Wrong);
  announce(receiver, body(1), 1);
  EXPECT(frame(receiver, body(1), 1, 1, 1) == Verdict::Taken);
}

TEST("the layout counts as new only when it says something new") {
  Receiver receiver;
  receiver.opened(0);
  announce(receiver, body(1));
  const std::uint32_t version = receiver.layoutVersion(0);
  receiver.closed();
  receiver.opened(1);
  announce(receiver, body(9));
  EXPECT(receiver.layoutVersion(0) == version);
  announce(receiver, body(10, 4));
  EXPECT(receiver.layoutVersion(0) == version + 1);
  EXPECT(receiver.subject(0).bones.size() == 4);
}

TEST("after the connection is lost the pose is held, sinks to the reference pose, then nothing new is said") {
  Receiver receiver;
  receiver.opened(100);
  announce(receiver, body());
  double now = play(receiver, body(), 50);
  receiver.closed();
  Pose pose;
  EXPECT(receiver.sample(0, now + 1.9, pose));
  EXPECT(pose.curves[0] > 0.5F);
  bool speaks = true;
  const double stopped = now;
  for (now = stopped + 1.9; now < stopped + 4; now += 1.0 / 60) speaks = receiver.sample(0, now, pose);
  EXPECT(!speaks);
  EXPECT(pose.curves[0] == 0);
  EXPECT_NEAR(pose.translations[2], 10, 1e-5);
}

TEST("a stream that comes back rises from the idle pose") {
  Receiver receiver;
  receiver.opened(100);
  announce(receiver, body());
  double now = play(receiver, body(), 50);
  receiver.closed();
  Pose pose;
  for (const double end = now + 5; now < end; now += 1.0 / 60) receiver.sample(0, now, pose);
  receiver.opened(now);
  announce(receiver, body());
  EXPECT(receiver.sample(0, now, pose));
  EXPECT(pose.curves[0] == 0);
  now = play(receiver, body(), 60);
  EXPECT(receiver.sample(0, now, pose));
  EXPECT_NEAR(pose.curves[0] * 100, pose.time, 0.01);
}

TEST("a paused source holds its pose for ever, and is not late") {
  Receiver receiver;
  receiver.opened(100);
  receiver.text(kHello, 100);
  announce(receiver, body());
  double now = play(receiver, body(), 50);
  EXPECT(receiver.text(
             R"({"op":"status","subjects":[0],"state":"paused","source":"a","frame":1,"frameCount":75,"rate":1,"loop":true,"transport":true})",
             now) == Verdict::Taken);
  Pose pose;
  for (const double end = now + 60; now < end; now += 0.1) receiver.sample(0, now, pose);
  EXPECT(pose.curves[0] > 0.5F);
  EXPECT(receiver.statistics().late == 0);
  EXPECT(receiver.status(0) != nullptr && receiver.status(0)->state == tegn::PlayState::Paused);
}

TEST("every frame is handed on once and in order when that is asked for") {
  tegn::ReceiverOptions options;
  options.delivery = tegn::Delivery::EveryFrame;
  Receiver receiver(options);
  receiver.opened(100);
  announce(receiver, body());
  Pose pose;
  std::uint32_t next = 0;
  for (std::uint32_t i = 0; i < 60; i++) {
    frame(receiver, body(), i, i / 60.0, 100 + i / 60.0);
    // handed over in batches of three
    if (i % 3 != 2) continue;
    while (receiver.takeFrame(0, 100 + i / 60.0, pose)) EXPECT(pose.number == next++);
  }
  EXPECT(next == 60);
  receiver.closed();
  int poses = 0;
  for (double now = 101; now < 110; now += 1.0 / 60) {
    while (receiver.takeFrame(0, now, pose)) poses++;
  }
  // only while it sinks: 0.7 s at 60 Hz
  EXPECT(poses > 35 && poses < 50);
}

TEST("transport is asked for where it is offered") {
  Receiver receiver;
  EXPECT(!receiver.request({}));
  receiver.opened(0);
  outgoing(receiver, 0);
  EXPECT(!receiver.request({}));
  receiver.text(kHello, 0);
  EXPECT(receiver.request({}));
  EXPECT(outgoing(receiver, 0) == R"({"op":"transport","action":"play"})");
}

TEST("a message in pieces of 64 KiB counts as one") {
  Receiver receiver;
  receiver.opened(0);
  std::vector<std::uint8_t> bytes;
  tegn::encodeStaticData(body(1, 4000), bytes);
  EXPECT(bytes.size() > 65536);
  EXPECT(receiver.binary({bytes.data(), 65536}, false, 0) == Verdict::PassedOver);
  EXPECT(receiver.binary({bytes.data() + 65536, bytes.size() - 65536}, true, 0) == Verdict::Taken);
  EXPECT(receiver.subject(0).bones.size() == 4000);
}

TEST("a server's made-up subjects do not fill the memory") {
  Receiver receiver;
  receiver.opened(0);
  for (int i = 0; i < 1000; i++) {
    StaticData data = body();
    data.subject = static_cast<std::uint16_t>(i);
    announce(receiver, data);
  }
  EXPECT(receiver.subjectCount() == Receiver::kMaxSubjects);
}

TEST("errors and drops that the server tells of are kept") {
  Receiver receiver;
  receiver.opened(0);
  receiver.text(R"({"op":"error","code":"E_TRANSPORT","message":"no"})", 0);
  receiver.text(R"({"op":"dropped","subject":0,"count":3,"total":3})", 0);
  receiver.text("nonsense", 0);
  EXPECT(receiver.lastError() == "E_TRANSPORT: no");
  EXPECT(receiver.statistics().dropped == 3 && receiver.statistics().wrong == 1);
  receiver.opened(1);
  EXPECT(receiver.lastError().empty());
}

TEST("in steady state frames in and poses out allocate nothing") {
  const StaticData data = body(1, 64);
  Receiver receiver;
  receiver.opened(100);
  announce(receiver, data);
  std::vector<std::vector<std::uint8_t>> messages;
  for (std::uint32_t i = 0; i < 600; i++) {
    Pose pose;
    tegn::referencePose(data, pose);
    pose.number = i;
    pose.time = i / 60.0;
    messages.emplace_back();
    tegn::encodeFrame(pose, data, i % 2 == 0, messages.back());
  }
  Pose pose;
  std::size_t before = 0;
  for (std::uint32_t i = 0; i < 600; i++) {
    if (i == 100) before = allocations;
    const double now = 100 + i / 60.0;
    // a whole message, and one in two pieces
    if (i % 3 == 0) {
      receiver.binary({messages[i].data(), 100}, false, now);
      receiver.binary({messages[i].data() + 100, messages[i].size() - 100}, true, now);
    } else {
      give(receiver, messages[i], now);
    }
    receiver.sample(0, now, pose);
  }
  EXPECT(allocations == before);
  EXPECT(receiver.statistics().frames == 600);
}
