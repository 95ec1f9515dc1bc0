#include "TegnCore/ClockOffset.h"

#include <algorithm>

namespace tegn {

namespace clock_offset_detail {
namespace {

/** A round trip on one machine or a wired network. */
constexpr double kShortRoundTrip = 0.001;

}  // namespace
}  // namespace clock_offset_detail

void ClockOffset::reset() {
  for (WayDown* way : {&answers_, &frames_}) {
    way->latest.reset();
    way->earliest.reset();
  }
  up_.reset();
}

double ClockOffset::offset() const {
  if (!known()) return frames_.latest.empty() ? 0 : frames_.latest.value();
  const double least = -up_.value();
  const double longest = std::max(0.0, down().latest.value() - least);
  // what cannot be waiting; more than the longest where delays spread by more than a tick, and then nothing is left in doubt
  const double shortest = std::clamp(-down().earliest.value() - least, 0.0, longest);
  const double roundTrip = shortest + std::min(longest - shortest, clock_offset_detail::kShortRoundTrip) / 2;
  return least + roundTrip / 2;
}

double ClockOffset::uncertainty() const {
  // stamps of a tick are older than what it hands over: a round trip may come out below nothing
  return known() ? std::max(0.0, (down().latest.value() + up_.value()) / 2) : 1e9;
}

const ClockOffset::WayDown& ClockOffset::down() const {
  const bool tighter = frames_.latest.value() < answers_.latest.value();
  const bool believable = frames_.latest.value() + up_.value() >= 0;
  return tighter && believable ? frames_ : answers_;
}

}  // namespace tegn
