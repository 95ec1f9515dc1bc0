/**
 * When to open a connection, when to give one up, how long to wait before the next: a state machine without a socket.
 *
 * Seconds of any clock that does not go back, passed in. The owner calls tick() regularly and does what it says, and reports
 * what became of the socket. Waits double from `firstWait` to `longestWait`, each shortened by up to a quarter at random, so
 * that many clients of a server that comes back do not all come at once.
 */
#pragma once

#include <cstdint>

#include "TegnCore/Export.h"

namespace tegn {

struct ReconnectOptions {
  double firstWait = 0.5;
  double longestWait = 10;
  /** A socket that is not open by then is given up. */
  double openTimeout = 5;
  /** A connection that is silent for so long is given up: the other end may have gone without a word. 0 = never. */
  double silenceTimeout = 15;
  /** A connection that lived so long was a good one: the next wait starts small again. */
  double goodAfter = 5;
};

class Reconnect {
 public:
  enum class State { Stopped, Waiting, Opening, Open };
  enum class Action { None, Open, Close };

  explicit Reconnect(const ReconnectOptions& options = {}, std::uint32_t seed = 1) : options_(options), random_((seed * 2654435761U) | 1U) {}

  /** Wants a connection from now on; the next tick says Open. */
  TEGNCORE_API void start(double now);
  /** Wants none any more. True when there is a socket to close. */
  TEGNCORE_API bool stop();
  TEGNCORE_API void opened(double now);
  /** Anything came in. */
  void heard(double now) { heard_ = now; }
  /** The socket closed or could not be opened. */
  TEGNCORE_API void closed(double now);
  /** Open: make a socket. Close: drop the socket, it is past hope; the machine is waiting already. */
  TEGNCORE_API Action tick(double now);

  State state() const { return state_; }
  /** Connections that failed or ended since the last good one. */
  std::uint32_t failures() const { return failures_; }
  /** When the next try is due; meaningful while Waiting. */
  double nextTry() const { return due_; }

 private:
  void wait(double now);
  double random();

  ReconnectOptions options_;
  State state_ = State::Stopped;
  double since_ = 0;
  double heard_ = 0;
  double due_ = 0;
  std::uint32_t failures_ = 0;
  std::uint32_t random_;
};

}  // namespace tegn
