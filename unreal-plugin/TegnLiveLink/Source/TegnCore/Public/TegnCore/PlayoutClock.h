/**
 * Our time -> the sender time to show: a steady clock that runs a little behind the newest frames.
 *
 * Seconds. Method: shown time = now - base - delay, where base is the smallest transit (arrival less sender time) of the last
 * half minute, so the delay is what the slowest frame may take beyond the fastest. Base is followed at a limited pace, so that
 * a better estimate shows as a clip running 2 % fast or slow for a moment, not as a jump. All subjects of a connection share
 * one clock: body and face stay together.
 */
#pragma once

#include "TegnCore/Export.h"
#include "TegnCore/WindowedMinimum.h"

namespace tegn {

struct PlayoutOptions {
  /** How far behind the fastest frame to run at 60 frames a second; slower streams run later by what their frames are longer. */
  double delay = 0.06;
  /** Seconds of correction per second: 0.33 ms in a frame of 60 Hz, a sixth of what the cadence may err. */
  double slew = 0.02;
  /** An error beyond it is jumped over: the sender's clock started anew, or ours slept. */
  double jump = 0.5;
};

class PlayoutClock {
 public:
  explicit PlayoutClock(const PlayoutOptions& options = {}) : options_(options) {}
  TEGNCORE_API void reset();
  void setDelay(double delay) { options_.delay = delay; }
  /** Seconds between the frames of the slowest subject. */
  void setInterval(double interval) { interval_ = interval; }
  /** A frame of sender time `time` came at `now`. */
  TEGNCORE_API void arrived(double time, double now);
  bool running() const { return running_; }
  /** The sender time to show; `now` must not go back. Goes on as before a reset until frames say otherwise. */
  TEGNCORE_API double shownTime(double now);
  /** Seconds from a frame's sender time, at the fastest transit, to its showing. */
  TEGNCORE_API double delay() const;

 private:
  PlayoutOptions options_;
  WindowedMinimum transit_;
  double interval_ = 0;
  double newest_ = 0;
  bool running_ = false;
  double lag_ = 0;
  double last_ = 0;
};

}  // namespace tegn
