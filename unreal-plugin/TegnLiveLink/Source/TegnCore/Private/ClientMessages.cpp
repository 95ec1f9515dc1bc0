#include "TegnCore/ClientMessages.h"

#include <algorithm>
#include <cmath>

#include "TegnCore/Protocol.h"

namespace tegn {

namespace client_message_detail {
namespace {

void appendWhole(std::uint64_t value, std::string& dst) {
  char digits[20];
  int count = 0;
  do {
    digits[count++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value > 0);
  while (count > 0) dst.push_back(digits[--count]);
}

/** Up to six decimals without trailing zeros; written by hand because printf asks the locale for its decimal point. */
void appendNumber(double value, std::string& dst) {
  // beyond 2^53 microseconds (285 years) the number would not be whole any more
  const double limited = std::clamp(value, -9e9, 9e9);
  const double micros = std::floor(std::fabs(limited) * 1e6 + 0.5);
  std::uint64_t fraction = static_cast<std::uint64_t>(micros) % 1000000;
  if (limited < 0 && micros > 0) dst.push_back('-');
  appendWhole(static_cast<std::uint64_t>(micros) / 1000000, dst);
  if (fraction == 0) return;
  dst.push_back('.');
  for (std::uint64_t place = 100000; fraction > 0; place /= 10) {
    dst.push_back(static_cast<char>('0' + fraction / place));
    fraction %= place;
  }
}

void appendString(std::string_view text, std::string& dst) {
  constexpr const char* kHex = "0123456789abcdef";
  dst.push_back('"');
  for (const char c : text) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      dst.push_back('\\');
      dst.push_back(c);
    } else if (byte < 0x20) {
      dst += "\\u00";
      dst.push_back(kHex[byte >> 4]);
      dst.push_back(kHex[byte & 15]);
    } else {
      dst.push_back(c);
    }
  }
  dst.push_back('"');
}

const char* name(TransportAction action) {
  switch (action) {
    case TransportAction::Play:
      return "play";
    case TransportAction::Pause:
      return "pause";
    case TransportAction::Seek:
      return "seek";
    case TransportAction::Rate:
      return "rate";
    case TransportAction::Loop:
      break;
  }
  return "loop";
}

}  // namespace
}  // namespace client_message_detail

void encodeHello(const ClientHello& hello, std::string& dst) {
  using namespace client_message_detail;
  dst = "{\"op\":\"hello\",\"protocol\":\"";
  dst += kSubprotocol;
  dst += hello.compact ? "\",\"capabilities\":[\"compact\"]" : "\",\"capabilities\":[]";
  if (!hello.subjects.empty()) {
    dst += ",\"subjects\":";
    for (std::size_t i = 0; i < hello.subjects.size(); i++) {
      dst.push_back(i == 0 ? '[' : ',');
      appendString(hello.subjects[i], dst);
    }
    dst.push_back(']');
  }
  dst += ",\"name\":";
  appendString(hello.name, dst);
  dst.push_back('}');
}

void encodeClock(double clientTime, std::string& dst) {
  dst = "{\"op\":\"clock\",\"clientTime\":";
  client_message_detail::appendNumber(clientTime, dst);
  dst.push_back('}');
}

void encodeTransport(const Transport& transport, std::string& dst) {
  using namespace client_message_detail;
  dst = "{\"op\":\"transport\"";
  if (transport.subject >= 0) {
    dst += ",\"subject\":";
    appendWhole(static_cast<std::uint64_t>(transport.subject), dst);
  }
  dst += ",\"action\":\"";
  dst += name(transport.action);
  dst.push_back('"');
  if (transport.action == TransportAction::Seek) {
    dst += ",\"frame\":";
    appendWhole(transport.frame, dst);
  } else if (transport.action == TransportAction::Rate) {
    dst += ",\"rate\":";
    appendNumber(std::clamp(transport.rate, kLeastRate, kMostRate), dst);
  } else if (transport.action == TransportAction::Loop) {
    dst += transport.loop ? ",\"loop\":true" : ",\"loop\":false";
  }
  dst.push_back('}');
}

}  // namespace tegn
