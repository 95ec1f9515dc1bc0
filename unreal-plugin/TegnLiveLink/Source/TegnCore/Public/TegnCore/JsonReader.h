/**
 * UTF-8 JSON text -> values, one after the other, into what the caller has ready: no tree, no exceptions.
 *
 * Usage: enterObject(), then while nextKey(key) read or skip() the value; enterArray(), then while nextItem() read or skip().
 * The first mistake in the text or in the kind of a value makes every later call false; ok() tells. Numbers are read
 * independently of the locale, exactly for up to 15 digits, else to the last place but one. Source: RFC 8259. Limits: nesting
 * of 32, a byte order mark is a mistake, of a key that comes twice the caller sees both.
 */
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "TegnCore/Export.h"

namespace tegn {

class JsonReader {
 public:
  static constexpr int kMaxDepth = 32;
  enum class Kind { Object, Array, String, Number, True, False, Null, Wrong };

  explicit JsonReader(std::string_view text) : text_(text) {}

  /** The kind of the value that comes next. */
  TEGNCORE_API Kind peek();
  TEGNCORE_API bool enterObject();
  /** The next key of the object entered last; false at its end, which leaves it. */
  TEGNCORE_API bool nextKey(std::string& key);
  TEGNCORE_API bool enterArray();
  /** Whether another item follows in the array entered last; false at its end, which leaves it. */
  TEGNCORE_API bool nextItem();
  TEGNCORE_API bool readString(std::string& value);
  /** Finite only: a number beyond the range of double is a mistake. */
  TEGNCORE_API bool readNumber(double& value);
  /** A number without fraction within the bounds. */
  TEGNCORE_API bool readWhole(std::int64_t low, std::int64_t high, std::int64_t& value);
  TEGNCORE_API bool readBool(bool& value);
  TEGNCORE_API bool skip();
  /** After the outermost value: nothing but white space follows, and there was no mistake. */
  TEGNCORE_API bool atEnd();
  bool ok() const { return ok_; }
  /** Byte at which reading stopped. */
  std::size_t offset() const { return at_; }

 private:
  bool fail();
  void space();
  bool enter(char open);
  bool follows(char close);
  bool literal(std::string_view word);
  bool hex4(std::uint32_t& code);
  bool escape(std::string& value);

  std::string_view text_;
  std::size_t at_ = 0;
  bool ok_ = true;
  /** An item or key has been read since the array or object of that depth was entered. */
  bool started_[kMaxDepth] = {};
  int depth_ = 0;
};

}  // namespace tegn
