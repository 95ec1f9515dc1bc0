#include "TegnCore/Reconnect.h"

#include <algorithm>

namespace tegn {

void Reconnect::start(double now) {
  if (state_ != State::Stopped) return;
  state_ = State::Waiting;
  failures_ = 0;
  due_ = now;
}

bool Reconnect::stop() {
  const bool hadSocket = state_ == State::Opening || state_ == State::Open;
  state_ = State::Stopped;
  return hadSocket;
}

void Reconnect::opened(double now) {
  if (state_ != State::Opening) return;
  state_ = State::Open;
  since_ = now;
  heard_ = now;
}

void Reconnect::closed(double now) {
  if (state_ == State::Opening || state_ == State::Open) wait(now);
}

Reconnect::Action Reconnect::tick(double now) {
  if (state_ == State::Waiting && now >= due_) {
    state_ = State::Opening;
    since_ = now;
    return Action::Open;
  }
  const bool tooSlow = state_ == State::Opening && now - since_ > options_.openTimeout;
  const bool silent = state_ == State::Open && options_.silenceTimeout > 0 && now - heard_ > options_.silenceTimeout;
  if (!tooSlow && !silent) return Action::None;
  wait(now);
  return Action::Close;
}

void Reconnect::wait(double now) {
  if (state_ == State::Open && now - since_ >= options_.goodAfter) failures_ = 0;
  double pause = options_.firstWait;
  for (std::uint32_t i = 0; i < failures_ && pause < options_.longestWait; i++) pause *= 2;
  failures_++;
  due_ = now + std::min(pause, options_.longestWait) * (1 - 0.25 * random());
  state_ = State::Waiting;
}

double Reconnect::random() {
  // xorshift32: enough to spread clients
  random_ ^= random_ << 13;
  random_ ^= random_ >> 17;
  random_ ^= random_ << 5;
  return random_ / 4294967296.0;
}

}  // namespace tegn
