/** The smallest test runner that does: TEST("a sentence about behaviour") { EXPECT(...); }. main() is in test-main.cpp. */
#pragma once

#include <cmath>
#include <cstdio>
#include <string>

namespace expect {

struct Test {
  const char* title;
  void (*run)();
  Test* next;
};

/** Puts a test at the head of the list. */
struct Register {
  explicit Register(Test& test);
};

/** Counts against the running test and prints; the test goes on. */
void fail(const char* file, int line, const std::string& what);

inline bool near(double a, double b, double tolerance) { return std::fabs(a - b) <= tolerance; }

}  // namespace expect

#define EXPECT_JOIN2(a, b) a##b
#define EXPECT_JOIN(a, b) EXPECT_JOIN2(a, b)
#define TEST(title)                                                                                      \
  static void EXPECT_JOIN(run_, __LINE__)();                                                             \
  static expect::Test EXPECT_JOIN(test_, __LINE__) = {title, &EXPECT_JOIN(run_, __LINE__), nullptr};     \
  static const expect::Register EXPECT_JOIN(register_, __LINE__)(EXPECT_JOIN(test_, __LINE__));          \
  static void EXPECT_JOIN(run_, __LINE__)()

#define EXPECT(condition) \
  do {                    \
    if (!(condition)) expect::fail(__FILE__, __LINE__, #condition); \
  } while (false)

/** With the numbers in the message. */
#define EXPECT_NEAR(found, wanted, tolerance)                                                                     \
  do {                                                                                                            \
    const double expect_found = (found);                                                                          \
    const double expect_wanted = (wanted);                                                                        \
    if (!expect::near(expect_found, expect_wanted, (tolerance))) {                                                \
      expect::fail(__FILE__, __LINE__,                                                                            \
                   #found " is " + std::to_string(expect_found) + ", expected " + std::to_string(expect_wanted)); \
    }                                                                                                             \
  } while (false)

#define EXPECT_BELOW(found, limit)                                                                                       \
  do {                                                                                                                   \
    const double expect_found = (found);                                                                                 \
    if (!(expect_found <= (limit))) {                                                                                    \
      expect::fail(__FILE__, __LINE__, #found " is " + std::to_string(expect_found) + ", above " + std::to_string(limit)); \
    }                                                                                                                    \
  } while (false)
