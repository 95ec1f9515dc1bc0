/**
 * One connection to a tegn server, without the socket: what comes in -> poses to show; what to say back.
 *
 * The owner hands over messages and the time, sends what nextMessage() gives, and asks for poses. Seconds of one clock that does
 * not go back, on one thread. Poses are in Unreal's space. In steady state a frame in and a pose out allocate nothing.
 * Subjects outlive their connection, so that they can sink to the idle pose and be found again on the next one.
 */
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "TegnCore/ClientMessages.h"
#include "TegnCore/ClockOffset.h"
#include "TegnCore/Export.h"
#include "TegnCore/IdlePose.h"
#include "TegnCore/JitterBuffer.h"
#include "TegnCore/MessageAssembler.h"
#include "TegnCore/PlayoutClock.h"
#include "TegnCore/ServerMessages.h"
#include "TegnCore/StaticData.h"

namespace tegn {

enum class Delivery {
  /** A pose for every moment asked for, from the jitter buffer. */
  Interpolated,
  /** Every frame as it was sent. */
  EveryFrame,
};

struct ReceiverOptions {
  Delivery delivery = Delivery::Interpolated;
  PlayoutOptions playout;
  IdleOptions idle;
  ClientHello hello;
};

struct ReceiverStatistics {
  std::uint64_t frames = 0;
  std::uint64_t bytes = 0;
  /** Messages that broke a rule of the protocol. */
  std::uint64_t wrong = 0;
  /** Frames that the server says it left out for us. */
  std::uint64_t dropped = 0;
  /** Poses asked for while the frame after them had not come, and the source was playing. */
  std::uint64_t late = 0;
};

class Receiver {
 public:
  /** As many as the server takes by itself; a performer's body and face are two. Subjects beyond it are passed over. */
  static constexpr std::size_t kMaxSubjects = 64;

  TEGNCORE_API explicit Receiver(const ReceiverOptions& options = {});
  /** A change of delivery starts buffering anew; the hello counts from the next connection on. */
  TEGNCORE_API void setOptions(const ReceiverOptions& options);

  TEGNCORE_API void opened(double now);
  TEGNCORE_API void closed();
  TEGNCORE_API Verdict text(std::string_view message, double now);
  /** A piece of a binary message; `last` ends the message. */
  TEGNCORE_API Verdict binary(ByteSpan piece, bool last, double now);
  /**
   * The next text to send, false when there is none. Call until then, at every tick, with the time at which the tick's messages
   * were handed over: what comes with the next tick has waited since then at most.
   */
  TEGNCORE_API bool nextMessage(double now, std::string& message);
  /** Asks the server; false when it does not offer transport or nothing is connected. */
  TEGNCORE_API bool request(const Transport& transport);

  std::size_t subjectCount() const { return subjects_.size(); }
  TEGNCORE_API const StaticData& subject(std::size_t place) const;
  /** Changes whenever the static data of that subject says something new; not on every connection. */
  TEGNCORE_API std::uint32_t layoutVersion(std::size_t place) const;
  /**
   * Interpolated: the pose to show at `now`, idle pose and all. False before the first frame, and when the subject rests in
   * its idle pose with no connection: there is nothing new to say. `dst.time` is sender time, and goes on while a pose is held.
   */
  TEGNCORE_API bool sample(std::size_t place, double now, Pose& dst);
  /** EveryFrame: call until false at every tick; frames first, then, while sinking to the idle pose, one pose a tick. */
  TEGNCORE_API bool takeFrame(std::size_t place, double now, Pose& dst);

  const ClockOffset& clock() const { return clock_; }
  const PlayoutClock& playout() const { return playout_; }
  const ReceiverStatistics& statistics() const { return statistics_; }
  /** Status of the source that feeds the subject, null before the first. */
  TEGNCORE_API const SourceStatus* status(std::size_t place) const;
  /** The server answers our clock: silence means that it is gone. */
  bool expectsAnswers() const { return connected_ && offersClock_; }
  /** The last error the server told us, empty when none on this connection. */
  const std::string& lastError() const { return lastError_; }

 private:
  struct Subject {
    StaticData layout;
    std::uint32_t version = 0;
    JitterBuffer buffer;
    IdlePose idle;
    Pose shown;
    bool hasShown = false;
    /** The time for which takeFrame gave the idle pose last. */
    double idleTime = 0;
  };

  Verdict takeStaticData(ByteSpan message);
  Verdict takeFrameMessage(ByteSpan message, std::uint16_t index, double now);
  Subject* find(std::uint16_t index);
  void prepare(Subject& subject);
  void keepStatus(const SourceStatus& status);
  void updateInterval();
  const SourceStatus* sourceOf(const Subject& subject) const;
  bool paused(const Subject& subject) const;
  bool playing(const Subject& subject) const;
  bool resting(const Subject& subject) const;

  ReceiverOptions options_;
  std::vector<std::unique_ptr<Subject>> subjects_;
  std::vector<SourceStatus> sources_;
  MessageAssembler assembler_;
  ServerMessage message_;
  ClockOffset clock_;
  PlayoutClock playout_;
  ReceiverStatistics statistics_;
  std::vector<std::string> outgoing_;
  std::string lastError_;
  bool connected_ = false;
  bool offersClock_ = false;
  bool offersTransport_ = false;
  double openedAt_ = 0;
  double nextClock_ = 0;
  double lastTick_ = 0;
  std::uint32_t clockCount_ = 0;
};

}  // namespace tegn
