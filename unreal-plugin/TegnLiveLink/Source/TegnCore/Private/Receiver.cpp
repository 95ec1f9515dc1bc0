#include "TegnCore/Receiver.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "TegnCore/Frame.h"

namespace tegn {

namespace receiver_detail {
namespace {

/** Questions for the time: often at first, so that 30 s hold 90 of them, then now and then. */
constexpr double kFirstQuestions = 10;
constexpr double kShortPause = 0.2;
constexpr double kLongPause = 0.5;

/** Between 0.75 and 1.25 in an order that repeats nothing: questions must not walk in step with ticks or frames. */
double uneven(std::uint32_t count) {
  const double golden = count * 0.6180339887498949;
  return 0.75 + 0.5 * (golden - std::floor(golden));
}

/** A tracker or playlist has a few sources; what a broken server makes up beyond that is not kept. */
constexpr std::size_t kMaxSources = 64;

}  // namespace
}  // namespace receiver_detail

Receiver::Receiver(const ReceiverOptions& options) : options_(options), playout_(options.playout) {}

void Receiver::setOptions(const ReceiverOptions& options) {
  const bool anew = options.delivery != options_.delivery;
  options_ = options;
  playout_.setDelay(options.playout.delay);
  for (const auto& subject : subjects_) {
    subject->idle.setOptions(options.idle);
    if (anew) subject->buffer.clear();
  }
}

void Receiver::opened(double now) {
  connected_ = true;
  openedAt_ = now;
  nextClock_ = now;
  lastTick_ = now;
  clockCount_ = 0;
  offersClock_ = false;
  offersTransport_ = false;
  lastError_.clear();
  assembler_.reset();
  clock_.reset();
  playout_.reset();
  sources_.clear();
  for (const auto& subject : subjects_) {
    // revisions of the earlier connection mean nothing: no frame fits before the new static data
    subject->layout.revision = 0;
    subject->buffer.clear();
  }
  outgoing_.clear();
  outgoing_.emplace_back();
  encodeHello(options_.hello, outgoing_.back());
}

void Receiver::closed() {
  connected_ = false;
  outgoing_.clear();
  sources_.clear();
}

Verdict Receiver::text(std::string_view message, double now) {
  statistics_.bytes += message.size();
  const Verdict verdict = decodeServerMessage(message, message_);
  if (verdict == Verdict::Wrong) statistics_.wrong++;
  if (verdict != Verdict::Taken) return verdict;
  switch (message_.kind) {
    case ServerMessageKind::Hello:
      offersClock_ = message_.offersClock;
      offersTransport_ = message_.offersTransport;
      break;
    case ServerMessageKind::Status:
      keepStatus(message_.status);
      break;
    case ServerMessageKind::Dropped:
      statistics_.dropped += message_.count;
      break;
    case ServerMessageKind::Clock:
      clock_.addUp(message_.clientTime, message_.receiveTime, now);
      clock_.addDown(message_.sendTime, now, now - lastTick_);
      break;
    case ServerMessageKind::End:
      break;
    case ServerMessageKind::Error:
      lastError_ = message_.code + ": " + message_.text;
      break;
  }
  return verdict;
}

Verdict Receiver::binary(ByteSpan piece, bool last, double now) {
  statistics_.bytes += piece.size;
  ByteSpan message;
  const std::uint32_t oversized = assembler_.oversized();
  if (!assembler_.add(piece, last, message)) {
    statistics_.wrong += assembler_.oversized() - oversized;
    return Verdict::PassedOver;
  }
  BinaryHeader header;
  Verdict verdict = readHeader(message, header);
  if (verdict == Verdict::Taken) {
    verdict = header.opcode == Opcode::StaticData ? takeStaticData(message) : takeFrameMessage(message, header.subject, now);
  }
  if (verdict == Verdict::Wrong) statistics_.wrong++;
  return verdict;
}

Verdict Receiver::takeStaticData(ByteSpan message) {
  StaticData data;
  const Verdict verdict = decodeStaticData(message, data);
  if (verdict != Verdict::Taken) return verdict;
  Subject* subject = find(data.subject);
  if (subject == nullptr) {
    if (subjects_.size() == kMaxSubjects) return Verdict::PassedOver;
    subjects_.push_back(std::make_unique<Subject>());
    subject = subjects_.back().get();
  }
  const bool same = subject->version > 0 && sameSubject(subject->layout, data);
  subject->layout = std::move(data);
  if (same) {
    subject->buffer.clear();
  } else {
    prepare(*subject);
  }
  updateInterval();
  return verdict;
}

void Receiver::prepare(Subject& subject) {
  const StaticData& layout = subject.layout;
  subject.version++;
  subject.buffer.reset(layout.bones.size(), layout.translatedBones.size(), layout.curves.size());
  referencePose(layout, subject.shown);
  subject.hasShown = false;
  subject.idle.setOptions(options_.idle);
  subject.idle.reset(subject.shown);
}

Verdict Receiver::takeFrameMessage(ByteSpan message, std::uint16_t index, double now) {
  Subject* subject = find(index);
  // of a role or a place that was passed over
  if (subject == nullptr) return Verdict::PassedOver;
  Pose& slot = subject->buffer.slot();
  if (subject->layout.revision == 0) return Verdict::Wrong;
  const Verdict verdict = decodeFrame(message, subject->layout, slot);
  if (verdict != Verdict::Taken) return verdict;
  const double time = slot.time;
  if (!subject->buffer.commit(options_.playout.jump)) return Verdict::PassedOver;
  statistics_.frames++;
  subject->idle.heard(now);
  playout_.arrived(time, now);
  clock_.addFrame(time, now, now - lastTick_);
  return verdict;
}

bool Receiver::nextMessage(double now, std::string& message) {
  lastTick_ = now;
  if (!connected_) return false;
  if (!outgoing_.empty()) {
    message.swap(outgoing_.front());
    outgoing_.erase(outgoing_.begin());
    return true;
  }
  if (!offersClock_ || now < nextClock_) return false;
  const double pause = now - openedAt_ < receiver_detail::kFirstQuestions ? receiver_detail::kShortPause : receiver_detail::kLongPause;
  nextClock_ = now + pause * receiver_detail::uneven(clockCount_++);
  encodeClock(now, message);
  return true;
}

bool Receiver::request(const Transport& transport) {
  if (!connected_ || !offersTransport_) return false;
  outgoing_.emplace_back();
  encodeTransport(transport, outgoing_.back());
  return true;
}

const StaticData& Receiver::subject(std::size_t place) const { return subjects_[place]->layout; }

std::uint32_t Receiver::layoutVersion(std::size_t place) const { return subjects_[place]->version; }

bool Receiver::sample(std::size_t place, double now, Pose& dst) {
  Subject& subject = *subjects_[place];
  const double shownTime = playout_.shownTime(now);
  bool held = false;
  if (subject.buffer.sample(shownTime, subject.shown, &held)) subject.hasShown = true;
  if (!subject.hasShown) return false;
  if (paused(subject)) subject.idle.heard(now);
  if (held && connected_ && playing(subject)) statistics_.late++;
  copyPose(subject.shown, dst);
  subject.idle.apply(now, dst);
  dst.time = shownTime;
  return !resting(subject);
}

bool Receiver::takeFrame(std::size_t place, double now, Pose& dst) {
  Subject& subject = *subjects_[place];
  if (paused(subject)) subject.idle.heard(now);
  if (subject.buffer.take(subject.shown)) {
    subject.hasShown = true;
    copyPose(subject.shown, dst);
    subject.idle.apply(now, dst);
    subject.idleTime = now;
    return true;
  }
  if (!subject.hasShown || now <= subject.idleTime || resting(subject)) return false;
  subject.idleTime = now;
  copyPose(subject.shown, dst);
  subject.idle.apply(now, dst);
  dst.time = now - clock_.offset();
  return subject.idle.weight() < 1;
}

const SourceStatus* Receiver::status(std::size_t place) const { return sourceOf(*subjects_[place]); }

const SourceStatus* Receiver::sourceOf(const Subject& subject) const {
  const std::uint16_t index = subject.layout.subject;
  for (const SourceStatus& source : sources_) {
    if (std::find(source.subjects.begin(), source.subjects.end(), index) != source.subjects.end()) return &source;
  }
  return nullptr;
}

Receiver::Subject* Receiver::find(std::uint16_t index) {
  for (const auto& subject : subjects_) {
    if (subject->layout.subject == index) return subject.get();
  }
  return nullptr;
}

void Receiver::keepStatus(const SourceStatus& status) {
  for (SourceStatus& source : sources_) {
    if (source.subjects != status.subjects) continue;
    source = status;
    return;
  }
  if (sources_.size() < receiver_detail::kMaxSources) sources_.push_back(status);
}

void Receiver::updateInterval() {
  double slowest = 0;
  for (const auto& subject : subjects_) slowest = std::max(slowest, subject->layout.interval());
  // a sender that names a rate of years must not make us wait for years
  playout_.setInterval(std::min(slowest, 1.0));
}

bool Receiver::paused(const Subject& subject) const {
  const SourceStatus* source = sourceOf(subject);
  return source != nullptr && source->state == PlayState::Paused;
}

bool Receiver::playing(const Subject& subject) const {
  const SourceStatus* source = sourceOf(subject);
  return source == nullptr || source->state == PlayState::Playing;
}

bool Receiver::resting(const Subject& subject) const { return !connected_ && subject.idle.weight() <= 0; }

}  // namespace tegn
