#include "TegnCore/PlayoutClock.h"

#include <algorithm>
#include <cmath>

namespace tegn {

void PlayoutClock::reset() {
  transit_.reset();
  newest_ = 0;
  running_ = false;
}

void PlayoutClock::arrived(double time, double now) {
  const double transit = now - time;
  // a time far behind the newest, or a transit far below all that was seen: the sender's clock is another
  const bool back = time < newest_ - options_.jump;
  if (!transit_.empty() && (back || transit < transit_.value() - options_.jump)) transit_.reset();
  newest_ = back || time > newest_ ? time : newest_;
  transit_.add(transit, now);
  // a whole second in which nothing came in time: the way has become longer, the old minimum is history
  if (transit_.lastSecond() > transit_.value() + delay()) transit_.keepRecent();
}

double PlayoutClock::shownTime(double now) {
  if (transit_.empty()) return now - lag_;
  const double wanted = transit_.value() + delay();
  if (!running_ || std::fabs(wanted - lag_) > options_.jump) {
    lag_ = wanted;
    running_ = true;
  } else {
    const double step = options_.slew * std::max(0.0, now - last_);
    lag_ += std::clamp(wanted - lag_, -step, step);
  }
  last_ = now;
  return now - lag_;
}

double PlayoutClock::delay() const {
  // interpolation needs the frame after the shown time; 60 Hz is what the figure in the options is given for
  return options_.delay + std::max(0.0, interval_ - 1.0 / 60);
}

}  // namespace tegn
