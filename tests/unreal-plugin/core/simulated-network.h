/**
 * A sender, a line and a receiver on clocks of their own, without a wall clock: who is handed what and when.
 *
 * Frames leave at their sender time. Each way takes a base delay and a random one; the line keeps the order, as TCP does. A
 * receiver with a tick is handed what came since the tick before, as Unreal's game thread is.
 */
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "random.h"

struct NetworkOptions {
  std::uint64_t seed = 1;
  double seconds = 60;
  double frameRate = 60;
  /** One way, seconds. */
  double baseDelay = 0.0005;
  double randomDelay = 0.04;
  /** Seconds between hand-overs; 0 = at once. */
  double tick = 0;
  /** Seconds between two looks of the receiver's socket thread, which sends and receives then alone (30 a second in Unreal). */
  double socketPeriod = 0;
  /** Receiver clock = sender clock * (1 + drift) + offset. */
  double offset = 1234.5;
  double drift = 0;
};

/** When the socket thread looks next. */
inline double socketAfter(const NetworkOptions& options, double time) {
  constexpr double kPhase = 0.37;
  if (options.socketPeriod <= 0) return time;
  return (std::ceil(time / options.socketPeriod - kPhase) + kPhase) * options.socketPeriod;
}

struct Delivery {
  /** Receiver's clock. */
  double time;
  std::uint32_t frame;
  /** Sender's clock. */
  double frameTime;
};

/** Every frame, with the time at which the receiver is handed it. */
inline std::vector<Delivery> deliver(const NetworkOptions& options) {
  Random random(options.seed);
  std::vector<Delivery> deliveries;
  double last = 0;
  const auto frames = static_cast<std::uint32_t>(options.seconds * options.frameRate);
  for (std::uint32_t i = 0; i < frames; i++) {
    const double sent = i / options.frameRate;
    double arrival = sent + options.baseDelay + options.randomDelay * random.uniform();
    arrival = socketAfter(options, arrival);
    arrival = std::fmax(arrival, last);
    last = arrival;
    double local = arrival * (1 + options.drift) + options.offset;
    if (options.tick > 0) local = std::ceil(local / options.tick) * options.tick;
    deliveries.push_back({local, i, sent});
  }
  return deliveries;
}
