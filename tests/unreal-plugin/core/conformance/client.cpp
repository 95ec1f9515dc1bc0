/**
 * The conformance client: receives a clip from a real server through libwebsockets and TegnCore, and compares every decoded
 * transform with the exporter's own file.
 *
 * conformance <port> <clip.unreal.json> <compact: 0 or 1> [<seconds>]
 * Succeeds when every frame of the clip came at least once and every bone of it is within 1e-4 cm and 0.01 degrees.
 */
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "../random.h"
#include "TegnCore/Receiver.h"
#include "TegnCore/Reconnect.h"
#include "socket.h"
#include "unreal-clip.h"

namespace {

constexpr double kToleranceCm = 1e-4;
constexpr double kToleranceDeg = 0.01;
/** A curve has 16384 steps from 0 to 1; half of one, and the exporter's own rounding. */
constexpr double kToleranceCurve = 0.5 / 16384 + 1e-6;

double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

tegn::ReceiverOptions everyFrame(bool compact) {
  tegn::ReceiverOptions options;
  options.delivery = tegn::Delivery::EveryFrame;
  options.hello.compact = compact;
  options.hello.name = "conformance client";
  options.idle.enabled = false;
  return options;
}

class Client : public SocketEvents {
 public:
  Client(const UnrealClip& clip, bool compact) : clip_(clip), receiver_(everyFrame(compact)), socket_(*this) {}

  /** Until every frame of the clip was seen, or the time is over. */
  bool run(int port, double limit) {
    const double start = seconds();
    reconnect_.start(start);
    while (seen_.size() < clip_.frameCount || receiver_.clock().uncertainty() > 1) {
      const double now = seconds();
      if (now - start > limit) break;
      if (reconnect_.tick(now) == tegn::Reconnect::Action::Open) socket_.open("127.0.0.1", port);
      socket_.serve();
      std::string text;
      while (receiver_.nextMessage(seconds(), text)) socket_.send(text);
      for (std::size_t i = 0; i < receiver_.subjectCount(); i++) {
        while (receiver_.takeFrame(i, seconds(), pose_)) compare(receiver_.subject(i));
      }
    }
    done_ = true;
    return report();
  }

  void onOpen() override {
    reconnect_.opened(seconds());
    receiver_.opened(seconds());
  }
  void onText(const std::string& text) override { receiver_.text(text, seconds()); }
  void onBinary(tegn::ByteSpan piece, bool last) override { receiver_.binary(piece, last, seconds()); }
  void onClosed(const std::string& reason) override {
    if (!done_) std::printf("connection: %s\n", reason.c_str());
    receiver_.closed();
    reconnect_.closed(seconds());
  }

 private:
  void compare(const tegn::StaticData& layout) {
    if (!pose_.timecode.valid()) return;
    const std::size_t frame = pose_.timecode.frame - clip_.startFrame;
    if (frame >= clip_.frameCount) return;
    if (layout.role == tegn::Role::Animation) {
      seen_.insert(frame);
      for (std::size_t bone = 0; bone < layout.bones.size(); bone++) compareBone(layout, bone, frame);
    }
    for (std::size_t curve = 0; curve < layout.curves.size(); curve++) compareCurve(layout.curves[curve], curve, frame);
    frames_++;
  }

  void compareBone(const tegn::StaticData& layout, std::size_t bone, std::size_t frame) {
    for (const ClipBone& wanted : clip_.bones) {
      if (wanted.name != layout.bones[bone]) continue;
      const double* rotation = atFrame(wanted.rotations, 4, frame);
      const float exact[4] = {static_cast<float>(rotation[0]), static_cast<float>(rotation[1]), static_cast<float>(rotation[2]),
                              static_cast<float>(rotation[3])};
      worstDeg_ = std::fmax(worstDeg_, angleDeg(exact, &pose_.rotations[bone * 4]));
      const float* found = &layout.referenceTranslations[bone * 3];
      for (std::size_t i = 0; i < layout.translatedBones.size(); i++) {
        if (layout.translatedBones[i] == bone) found = &pose_.translations[i * 3];
      }
      const double* translation = atFrame(wanted.translations, 3, frame);
      for (int k = 0; k < 3; k++) worstCm_ = std::fmax(worstCm_, std::fabs(found[k] - translation[k]));
      comparedBones_.insert(wanted.name);
      return;
    }
  }

  void compareCurve(const std::string& name, std::size_t curve, std::size_t frame) {
    for (const ClipCurve& wanted : clip_.curves) {
      if (wanted.name != name) continue;
      worstCurve_ = std::fmax(worstCurve_, std::fabs(pose_.curves[curve] - *atFrame(wanted.values, 1, frame)));
      comparedCurves_.insert(name);
      return;
    }
  }

  bool report() const {
    std::printf("frames %zu of %zu seen, %llu compared; %zu of %zu bones, %zu of %zu curves\n", seen_.size(), clip_.frameCount,
                static_cast<unsigned long long>(frames_), comparedBones_.size(), clip_.bones.size(), comparedCurves_.size(),
                clip_.curves.size());
    std::printf("worst: %.3g cm, %.3g deg, curve %.3g; clock offset %.3f ms +- %.3f ms; refused messages %llu\n", worstCm_, worstDeg_,
                worstCurve_, receiver_.clock().offset() * 1000, receiver_.clock().uncertainty() * 1000,
                static_cast<unsigned long long>(receiver_.statistics().wrong));
    return seen_.size() == clip_.frameCount && comparedBones_.size() == clip_.bones.size() && worstCm_ <= kToleranceCm &&
           worstDeg_ <= kToleranceDeg && worstCurve_ <= kToleranceCurve && receiver_.statistics().wrong == 0;
  }

  const UnrealClip& clip_;
  tegn::Receiver receiver_;
  tegn::Reconnect reconnect_;
  Socket socket_;
  tegn::Pose pose_;
  std::set<std::size_t> seen_;
  std::set<std::string> comparedBones_;
  std::set<std::string> comparedCurves_;
  std::uint64_t frames_ = 0;
  bool done_ = false;
  double worstCm_ = 0;
  double worstDeg_ = 0;
  double worstCurve_ = 0;
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) {
    std::fprintf(stderr, "conformance <port> <clip.unreal.json> <compact: 0 or 1> [<seconds>]\n");
    return 2;
  }
  UnrealClip clip;
  if (!readUnrealClip(arguments[2], clip)) {
    std::fprintf(stderr, "Expected a *.unreal.json clip with a body in %s.\n", arguments[2]);
    return 2;
  }
  Client client(clip, std::atoi(arguments[3]) != 0);
  return client.run(std::atoi(arguments[1]), count > 4 ? std::atof(arguments[4]) : 30) ? 0 : 1;
}
