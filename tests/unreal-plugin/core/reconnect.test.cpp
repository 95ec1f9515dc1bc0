#include "TegnCore/Reconnect.h"

#include "expect.h"

using tegn::Reconnect;
using Action = tegn::Reconnect::Action;
using State = tegn::Reconnect::State;

TEST("nothing happens before start, then the first tick opens") {
  Reconnect machine;
  EXPECT(machine.tick(0) == Action::None);
  machine.start(1);
  EXPECT(machine.tick(1) == Action::Open);
  EXPECT(machine.state() == State::Opening);
  EXPECT(machine.tick(1.1) == Action::None);
}

TEST("waits double from half a second to ten, each up to a quarter shorter") {
  Reconnect machine;
  double now = 0;
  machine.start(now);
  const double waits[] = {0.5, 1, 2, 4, 8, 10, 10, 10};
  for (const double wait : waits) {
    EXPECT(machine.tick(now) == Action::Open);
    machine.closed(now);
    EXPECT(machine.nextTry() - now <= wait && machine.nextTry() - now >= wait * 0.75);
    EXPECT(machine.tick(machine.nextTry() - 0.001) == Action::None);
    now = machine.nextTry();
  }
}

TEST("two clients do not come back at the same moments") {
  Reconnect a({}, 3);
  Reconnect b({}, 4);
  for (Reconnect* machine : {&a, &b}) {
    machine->start(0);
    machine->tick(0);
    machine->closed(0);
  }
  EXPECT(std::fabs(a.nextTry() - b.nextTry()) > 0.001);
}

TEST("a connection that lived five seconds makes the next wait short again, a shorter one does not") {
  Reconnect machine;
  machine.start(0);
  double now = 0;
  for (int i = 0; i < 5; i++) {
    machine.tick(now);
    machine.closed(now);
    now = machine.nextTry();
  }
  machine.tick(now);
  machine.opened(now);
  machine.closed(now + 1);
  EXPECT(machine.nextTry() - now - 1 > 5);
  now = machine.nextTry();
  machine.tick(now);
  machine.opened(now);
  machine.closed(now + 6);
  EXPECT(machine.nextTry() - now - 6 <= 0.5);
}

TEST("a socket that does not open in time is given up, one that does is kept") {
  Reconnect machine;
  machine.start(0);
  machine.tick(0);
  EXPECT(machine.tick(4.9) == Action::None);
  EXPECT(machine.tick(5.1) == Action::Close);
  EXPECT(machine.state() == State::Waiting);
  EXPECT(machine.tick(5.7) == Action::Open);
  machine.opened(6);
  EXPECT(machine.tick(12) == Action::None);
}

TEST("a silent connection is given up, one with news is kept") {
  Reconnect machine;
  machine.start(0);
  machine.tick(0);
  machine.opened(0);
  for (double now = 0; now < 60; now += 5) {
    machine.heard(now);
    EXPECT(machine.tick(now) == Action::None);
  }
  EXPECT(machine.tick(75) == Action::Close);
}

TEST("stop tells whether there is a socket to close, and late news of it changes nothing") {
  Reconnect machine;
  EXPECT(!machine.stop());
  machine.start(0);
  EXPECT(!machine.stop());
  machine.start(0);
  machine.tick(0);
  EXPECT(machine.stop());
  machine.opened(1);
  machine.closed(2);
  EXPECT(machine.state() == State::Stopped);
  EXPECT(machine.tick(100) == Action::None);
  machine.start(100);
  EXPECT(machine.tick(100) == Action::Open);
}

TEST("a connection refused a thousand times is tried for ever, never more often than the shortest wait allows") {
  Reconnect machine;
  machine.start(0);
  int tries = 0;
  for (double now = 0; now < 3600; now += 0.0167) {
    if (machine.tick(now) != Action::Open) continue;
    tries++;
    machine.closed(now);
  }
  EXPECT(tries > 350 && tries < 500);
}
