/** Runs every test, prints the failures and the figures that tests report, and in its last line how many passed and failed. */
#include "expect.h"

namespace expect {

namespace {

Test* first = nullptr;
int failuresOfTest = 0;

}  // namespace

Register::Register(Test& test) {
  test.next = first;
  first = &test;
}

void fail(const char* file, int line, const std::string& what) {
  failuresOfTest++;
  std::printf("  %s:%d: %s\n", file, line, what.c_str());
}

}  // namespace expect

int main() {
  int passed = 0;
  int failed = 0;
  for (const expect::Test* test = expect::first; test != nullptr; test = test->next) {
    expect::failuresOfTest = 0;
    test->run();
    if (expect::failuresOfTest == 0) {
      passed++;
    } else {
      failed++;
      std::printf("FAILED: %s\n", test->title);
    }
  }
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}
