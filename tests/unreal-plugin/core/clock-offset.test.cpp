/** The judged figure of the clock offset: how far off it is after 30 s. No wall clock, seeded. */
#include <algorithm>

#include "TegnCore/ClockOffset.h"
#include "expect.h"
#include "simulated-network.h"

namespace {

double tickAfter(double time, double tick) { return tick > 0 ? std::ceil(time / tick) * tick : time; }

struct Outcome {
  double errorMillis;
  double uncertaintyMillis;
};

/**
 * How far off the offset is after the simulated time. Questions leave on ticks, at the pace of the receiver: five a second, later two. The
 * server answers at once; answers and frames are handed over on ticks.
 */
Outcome outcome(const NetworkOptions& network) {
  tegn::ClockOffset clock;
  Random random(network.seed + 1000);
  const auto local = [&network](double senderTime) { return senderTime * (1 + network.drift) + network.offset; };
  const auto sender = [&network](double localTime) { return (localTime - network.offset) / (1 + network.drift); };
  const auto line = [&network, &random](double from) { return from + network.baseDelay + network.randomDelay * random.uniform(); };
  struct Event {
    double time;
    double up;
    double down;
    double frame;
  };
  std::vector<Event> events;
  for (const Delivery& delivery : deliver(network)) events.push_back({delivery.time, 0, 0, delivery.frameTime});
  const double end = local(network.seconds);
  double now = tickAfter(network.offset, network.tick);
  for (std::uint32_t count = 0; now < end; count++) {
    const double received = line(socketAfter(network, sender(now)));
    const double back = tickAfter(local(socketAfter(network, line(received))), network.tick);
    events.push_back({back, received - now, back - received, -1});
    const double pause = now - network.offset < 10 ? 0.2 : 0.5;
    const double golden = count * 0.6180339887498949;
    now = tickAfter(now + pause * (0.75 + 0.5 * (golden - std::floor(golden))), network.tick);
  }
  std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.time < b.time; });
  for (const Event& event : events) {
    if (event.time > end) break;
    if (event.frame >= 0) {
      clock.addFrame(event.frame, event.time, network.tick);
    } else {
      clock.addUp(0, event.up, event.time);
      clock.addDown(event.time - event.down, event.time, network.tick);
    }
  }
  const double truth = end - network.seconds;
  return {std::fabs(clock.offset() - truth) * 1000, clock.uncertainty() * 1000};
}

void judge(const char* what, NetworkOptions network) {
  network.seconds = 30;
  double worst = 0;
  for (std::uint64_t seed = 1; seed <= 100; seed++) {
    network.seed = seed;
    worst = std::max(worst, outcome(network).errorMillis);
  }
  std::printf("  clock offset after 30 s, %s: worst of 100 seeds %.2f ms\n", what, worst);
  EXPECT_BELOW(worst, 2);
}

}  // namespace

TEST("with 0 to 40 ms of random delay the clock offset is within 2 ms after 30 s") { judge("0-40 ms", {}); }

TEST("it is so when messages are handed over on a tick of 16.7 ms, with and without random delay") {
  NetworkOptions network;
  network.tick = 0.0167;
  judge("0-40 ms, tick 16.7 ms", network);
  network.randomDelay = 0;
  judge("quiet line, tick 16.7 ms", network);
  network.baseDelay = 0.015;
  judge("quiet line of 15 ms, tick 16.7 ms", network);
  network.baseDelay = 0.0005;
  network.frameRate = 25;
  judge("quiet line, tick 16.7 ms, 25 fps", network);
}

TEST("it is so behind a socket thread of 30 Hz and a tick") {
  NetworkOptions network;
  network.tick = 0.0167;
  network.socketPeriod = 1 / 30.3;
  network.randomDelay = 0.002;
  judge("socket 30 Hz, tick 16.7 ms", network);
}

TEST("it is so for clocks that drift apart by 50 millionths") {
  NetworkOptions network;
  network.tick = 0.0167;
  network.drift = 50e-6;
  judge("0-40 ms, tick 16.7 ms, drift 50 ppm", network);
}

TEST("it is so on a quiet line where frames keep exact step with the tick and nothing tells waiting from travelling") {
  NetworkOptions network;
  network.seconds = 30;
  network.tick = 1.0 / 60;
  network.randomDelay = 0;
  double worst = 0;
  for (int phase = 0; phase < 16; phase++) {
    network.offset = 1234.5 + phase / 16.0 / 60;
    const Outcome result = outcome(network);
    worst = std::max(worst, result.errorMillis);
    EXPECT_BELOW(result.errorMillis, result.uncertaintyMillis);
  }
  std::printf("  clock offset, quiet line, frames in exact step with the tick: worst of 16 phases %.2f ms\n", worst);
  EXPECT_BELOW(worst, 2);
}

TEST("frames of a sender that works ahead are not believed") {
  tegn::ClockOffset clock;
  for (int i = 0; i < 100; i++) {
    const double now = i * 0.1;
    // clocks agree, ways of 5 ms, frames stamped half a second ahead
    clock.addUp(now, now + 0.005, now + 0.01);
    clock.addDown(now + 0.005, now + 0.01);
    clock.addFrame(now + 0.5, now + 0.005);
  }
  EXPECT_NEAR(clock.offset(), 0, 1e-6);
  EXPECT_NEAR(clock.uncertainty(), 0.005, 1e-6);
}

TEST("frames alone give the offset and the shortest delay together") {
  tegn::ClockOffset clock;
  EXPECT(!clock.known() && clock.offset() == 0);
  clock.addFrame(10, 110.02);
  clock.addFrame(11, 111.005);
  EXPECT(!clock.known());
  EXPECT_NEAR(clock.offset(), 100.005, 1e-9);
}
