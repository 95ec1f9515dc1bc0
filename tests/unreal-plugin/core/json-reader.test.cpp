#include "TegnCore/JsonReader.h"

#include <clocale>

#include "expect.h"

using tegn::JsonReader;

namespace {

bool parses(std::string_view text) {
  JsonReader reader(text);
  reader.skip();
  return reader.atEnd();
}

double number(std::string_view text) {
  JsonReader reader(text);
  double value = 0;
  return reader.readNumber(value) && reader.atEnd() ? value : std::nan("");
}

std::string string(std::string_view text) {
  JsonReader reader(text);
  std::string value;
  return reader.readString(value) && reader.atEnd() ? value : "(refused)";
}

}  // namespace

TEST("an object is read key by key, unknown values skipped") {
  JsonReader reader(R"( {"a": 1, "more": {"x": [1, {"y": null}], "z": "}"}, "b": [true, false], "c": "d"} )");
  std::string key;
  std::string text;
  double a = 0;
  int items = 0;
  bool flag = false;
  EXPECT(reader.enterObject());
  while (reader.nextKey(key)) {
    if (key == "a") {
      reader.readNumber(a);
    } else if (key == "b") {
      EXPECT(reader.enterArray());
      while (reader.nextItem()) {
        reader.readBool(flag);
        items++;
      }
    } else if (key == "c") {
      reader.readString(text);
    } else {
      reader.skip();
    }
  }
  EXPECT(reader.atEnd());
  EXPECT(a == 1 && items == 2 && !flag && text == "d");
}

TEST("numbers of up to fifteen digits are exact, longer ones to the last place but one") {
  EXPECT(number("0") == 0 && number("-0") == 0 && number("12.5") == 12.5 && number("-1e-3") == -0.001);
  EXPECT(number("12.5015") == 12.5015 && number("1E+2") == 100 && number("123456789.012345") == 123456789.012345);
  EXPECT_NEAR(number("0.9013878107070923") - 0.9013878107070923, 0, 3e-16);
  EXPECT_NEAR(number("1000000.3333333334") - 1000000.3333333334, 0, 3e-10);
  EXPECT(number("1e308") > 9.9e307 && number("1e-400") == 0);
  EXPECT(number("12345678901234567890123") > 1.2e22);
}

TEST("what is no JSON number is refused") {
  for (const char* text : {"", "-", "01", "1.", ".5", "1e", "1e+", "+1", "NaN", "Infinity", "1e400", "0x1", "1 2"}) {
    EXPECT(std::isnan(number(text)));
  }
}

TEST("numbers do not depend on the locale") {
  const char* before = std::setlocale(LC_NUMERIC, nullptr);
  const std::string kept = before != nullptr ? before : "C";
  std::setlocale(LC_NUMERIC, "de_DE.UTF-8");
  EXPECT(number("0.5") == 0.5);
  std::setlocale(LC_NUMERIC, kept.c_str());
}

TEST("strings are unescaped, surrogate pairs joined") {
  EXPECT(string(R"("a\"\\\/\b\f\n\r\t")") == "a\"\\/\b\f\n\r\t");
  EXPECT(string(R"("\u00f8yebryn")") == "\xC3\xB8yebryn");
  EXPECT(string(R"("\uD83D\uDE00")") == "\xF0\x9F\x98\x80");
  EXPECT(string("\"\xC3\xB8\"") == "\xC3\xB8");
}

TEST("broken strings are refused: lone surrogates, bad escapes, control characters, bad UTF-8, no end") {
  for (const char* text : {R"("\uD83D")", R"("\uDE00")", R"("\uD83Dx")", R"("\x")", R"("\u12")", "\"\n\"", "\"\xC3\"",
                           "\"\xED\xA0\x80\"", "\"\xC0\xAF\"", "\"\xF5\x80\x80\x80\"", "\"abc", "\"\\"}) {
    EXPECT(string(text) == "(refused)");
  }
}

TEST("broken structure is refused") {
  for (const char* text : {"{", "}", "[1,]", "[,1]", "[1 2]", "{\"a\" 1}", "{\"a\":1,}", "{a:1}", "[1]]", "tru", "nul", "[1}"}) {
    EXPECT(!parses(text));
  }
  for (const char* text : {"{}", "[]", "[[],{}]", " null ", "{\"a\":{}}"}) EXPECT(parses(text));
}

TEST("nesting beyond the limit is refused rather than followed") {
  EXPECT(parses(std::string(JsonReader::kMaxDepth, '[') + std::string(JsonReader::kMaxDepth, ']')));
  EXPECT(!parses(std::string(100000, '[')));
}
