#include "fixture-files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

std::filesystem::path root() { return TEGN_FIXTURES; }

}  // namespace

std::vector<std::string> fixtureNames(const std::string& folder, const std::string& ending) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(root() / folder)) {
    const std::string name = entry.path().filename().string();
    const bool ends = name.size() >= ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0;
    if (entry.is_regular_file() && ends) names.push_back(folder.empty() ? name : folder + "/" + name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::uint8_t> readFixture(const std::string& name) {
  std::ifstream file(root() / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}
