#include "TegnCore/JsonReader.h"

#include <cmath>

#include "TegnCore/Utf8.h"

namespace tegn {

namespace json_detail {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/** Powers of ten that double holds exactly. */
constexpr double kPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                              1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

double scale(double mantissa, int exponent) {
  if (mantissa == 0) return 0;
  while (exponent > 22) {
    mantissa *= 1e22;
    exponent -= 22;
    if (!std::isfinite(mantissa)) return mantissa;
  }
  while (exponent < -22) {
    mantissa /= 1e22;
    exponent += 22;
    if (mantissa == 0) return 0;
  }
  return exponent < 0 ? mantissa / kPowers[-exponent] : mantissa * kPowers[exponent];
}

}  // namespace
}  // namespace json_detail

bool JsonReader::fail() {
  ok_ = false;
  return false;
}

void JsonReader::space() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return;
    at_++;
  }
}

JsonReader::Kind JsonReader::peek() {
  space();
  if (!ok_ || at_ >= text_.size()) return Kind::Wrong;
  switch (text_[at_]) {
    case '{':
      return Kind::Object;
    case '[':
      return Kind::Array;
    case '"':
      return Kind::String;
    case 't':
      return Kind::True;
    case 'f':
      return Kind::False;
    case 'n':
      return Kind::Null;
    default:
      return text_[at_] == '-' || json_detail::isDigit(text_[at_]) ? Kind::Number : Kind::Wrong;
  }
}

bool JsonReader::enter(char open) {
  space();
  if (!ok_ || at_ >= text_.size() || text_[at_] != open || depth_ == kMaxDepth) return fail();
  at_++;
  started_[depth_++] = false;
  return true;
}

bool JsonReader::enterObject() { return enter('{'); }

bool JsonReader::enterArray() { return enter('['); }

/** Steps over the comma to the next item; false at the closing bracket, stepping over that, or at a mistake. */
bool JsonReader::follows(char close) {
  if (!ok_ || depth_ == 0) return fail();
  space();
  if (at_ >= text_.size()) return fail();
  if (text_[at_] == close) {
    at_++;
    depth_--;
    return false;
  }
  if (started_[depth_ - 1]) {
    if (text_[at_] != ',') return fail();
    at_++;
  }
  started_[depth_ - 1] = true;
  return true;
}

bool JsonReader::nextItem() { return follows(']'); }

bool JsonReader::nextKey(std::string& key) {
  if (!follows('}')) return false;
  if (!readString(key)) return false;
  space();
  if (at_ >= text_.size() || text_[at_] != ':') return fail();
  at_++;
  return true;
}

bool JsonReader::readString(std::string& value) {
  value.clear();
  if (peek() != Kind::String) return fail();
  at_++;
  while (at_ < text_.size()) {
    const unsigned char c = static_cast<unsigned char>(text_[at_]);
    if (c == '"') {
      at_++;
      return isUtf8(value) || fail();
    }
    if (c < 0x20) return fail();
    at_++;
    if (c != '\\') {
      value.push_back(static_cast<char>(c));
    } else if (!escape(value)) {
      return fail();
    }
  }
  return fail();
}

bool JsonReader::escape(std::string& value) {
  if (at_ >= text_.size()) return false;
  const char c = text_[at_++];
  switch (c) {
    case '"':
    case '\\':
    case '/':
      value.push_back(c);
      return true;
    case 'b':
      value.push_back('\b');
      return true;
    case 'f':
      value.push_back('\f');
      return true;
    case 'n':
      value.push_back('\n');
      return true;
    case 'r':
      value.push_back('\r');
      return true;
    case 't':
      value.push_back('\t');
      return true;
    case 'u':
      break;
    default:
      return false;
  }
  std::uint32_t code = 0;
  if (!hex4(code)) return false;
  if (code >= 0xD800 && code < 0xDC00) {
    std::uint32_t low = 0;
    if (text_.substr(at_, 2) != "\\u") return false;
    at_ += 2;
    if (!hex4(low) || low < 0xDC00 || low > 0xDFFF) return false;
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
  } else if (code >= 0xDC00 && code < 0xE000) {
    return false;
  }
  appendUtf8(code, value);
  return true;
}

bool JsonReader::hex4(std::uint32_t& code) {
  code = 0;
  for (int i = 0; i < 4; i++) {
    if (at_ >= text_.size()) return false;
    const char c = text_[at_++];
    std::uint32_t digit = 0;
    if (json_detail::isDigit(c)) {
      digit = static_cast<std::uint32_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      digit = static_cast<std::uint32_t>(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
      digit = static_cast<std::uint32_t>(c - 'A' + 10);
    } else {
      return false;
    }
    code = code * 16 + digit;
  }
  return true;
}

bool JsonReader::readNumber(double& value) {
  value = 0;
  if (peek() != Kind::Number) return fail();
  const bool negative = text_[at_] == '-';
  if (negative) at_++;
  const auto digit = [this] { return at_ < text_.size() && json_detail::isDigit(text_[at_]); };
  if (!digit()) return fail();
  const bool leadingZero = text_[at_] == '0';
  std::uint64_t mantissa = 0;
  int exponent = 0;
  int whole = 0;
  for (; digit(); at_++, whole++) {
    // 19 digits fit; further ones only move the point
    if (mantissa < 1000000000000000000U) {
      mantissa = mantissa * 10 + static_cast<std::uint64_t>(text_[at_] - '0');
    } else if (exponent < 100000) {
      exponent++;
    }
  }
  if (leadingZero && whole > 1) return fail();
  if (at_ < text_.size() && text_[at_] == '.') {
    at_++;
    if (!digit()) return fail();
    for (; digit(); at_++) {
      if (mantissa >= 1000000000000000000U) continue;
      mantissa = mantissa * 10 + static_cast<std::uint64_t>(text_[at_] - '0');
      exponent--;
    }
  }
  if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
    at_++;
    const bool down = at_ < text_.size() && text_[at_] == '-';
    if (at_ < text_.size() && (text_[at_] == '-' || text_[at_] == '+')) at_++;
    if (!digit()) return fail();
    int power = 0;
    for (; digit(); at_++) {
      if (power < 100000) power = power * 10 + (text_[at_] - '0');
    }
    exponent += down ? -power : power;
  }
  value = json_detail::scale(static_cast<double>(mantissa), exponent);
  if (negative) value = -value;
  return std::isfinite(value) || fail();
}

bool JsonReader::readWhole(std::int64_t low, std::int64_t high, std::int64_t& value) {
  double number = 0;
  value = low;
  if (!readNumber(number)) return false;
  if (number != std::floor(number) || number < static_cast<double>(low) || number > static_cast<double>(high)) {
    return fail();
  }
  value = static_cast<std::int64_t>(number);
  return true;
}

bool JsonReader::literal(std::string_view word) {
  if (!ok_ || text_.substr(at_, word.size()) != word) return fail();
  at_ += word.size();
  return true;
}

bool JsonReader::readBool(bool& value) {
  const Kind kind = peek();
  value = kind == Kind::True;
  if (kind == Kind::True) return literal("true");
  if (kind == Kind::False) return literal("false");
  return fail();
}

bool JsonReader::skip() {
  std::string text;
  double number = 0;
  switch (peek()) {
    case Kind::Object:
      enterObject();
      while (nextKey(text)) skip();
      return ok_;
    case Kind::Array:
      enterArray();
      while (nextItem()) skip();
      return ok_;
    case Kind::String:
      return readString(text);
    case Kind::Number:
      return readNumber(number);
    case Kind::True:
      return literal("true");
    case Kind::False:
      return literal("false");
    case Kind::Null:
      return literal("null");
    case Kind::Wrong:
      break;
  }
  return fail();
}

bool JsonReader::atEnd() {
  space();
  if (at_ != text_.size() || depth_ != 0) return fail();
  return ok_;
}

}  // namespace tegn
