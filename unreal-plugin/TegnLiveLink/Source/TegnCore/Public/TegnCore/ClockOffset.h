/**
 * One-way times of messages between two machines -> the offset of their clocks: what ours shows less what the sender's shows.
 *
 * Method: a message up the line proves offset >= sent - received, one down the line offset <= received - sent. The tightest of
 * both bounds over half a minute meet within the shortest round trip, and the middle is right when the shortest ways take
 * equally long (as NTP assumes). Means would not do: delays have tails, minima do not.
 *
 * Unreal hands messages over once a tick, which lengthens the way down alone, and an answer to what was asked on a tick always
 * waits out the rest of one. So frames count, too: they come at their own rhythm. Each hand-over also says how long the message
 * may have waited at most. Where nothing came early enough or late enough in a tick to tell waiting from travelling, the shorter
 * journey is believed. A frame's time is when it belongs on screen: frames of a sender that works ahead would prove too much,
 * and are left out once they contradict the way up. Measured: docs/unreal-plugin.md, "What was proved".
 */
#pragma once

#include "TegnCore/Export.h"
#include "TegnCore/WindowedMinimum.h"

namespace tegn {

class ClockOffset {
 public:
  TEGNCORE_API void reset();
  /** A message left when the sender's clock showed `sent`, and came when ours showed `received` or up to `waited` before. */
  void addDown(double sent, double received, double waited = 0) { answers_.add(sent, received, waited); }
  /** The same for a frame that belongs on screen at `time`. */
  void addFrame(double time, double received, double waited = 0) { frames_.add(time, received, waited); }
  /** A message that left at `sent` on our clock came at `received` on the sender's; heard of at `now`. */
  void addUp(double sent, double received, double now) { up_.add(received - sent, now); }
  bool known() const { return !answers_.latest.empty() && !up_.empty(); }
  /** Seconds; sender time + offset is our time. With frames alone it is too large by the shortest delay; 0 before the first. */
  TEGNCORE_API double offset() const;
  /** Half the shortest round trip: the offset cannot be further off, but for drift. Huge before both ways are known. */
  TEGNCORE_API double uncertainty() const;

 private:
  /** Both bounds on offset + shortest delay that messages of one kind give. */
  struct WayDown {
    WindowedMinimum latest;
    /** Of the negated times: the largest is wanted. */
    WindowedMinimum earliest;

    void add(double sent, double received, double waited) {
      latest.add(received - sent, received);
      earliest.add(sent - (received - waited), received);
    }
  };

  const WayDown& down() const;

  WayDown answers_;
  WayDown frames_;
  WindowedMinimum up_;
};

}  // namespace tegn
