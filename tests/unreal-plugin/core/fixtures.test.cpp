/** The bytes of docs/protocol.md: decoded to what their JSON says, and encoded again to the same bytes. */
#include <map>

#include "TegnCore/ClientMessages.h"
#include "TegnCore/Frame.h"
#include "TegnCore/JsonReader.h"
#include "TegnCore/ServerMessages.h"
#include "expect.h"
#include "fixture-files.h"

using tegn::JsonReader;
using tegn::Pose;
using tegn::StaticData;
using tegn::Verdict;

namespace {

/** A flat view of a fixture's JSON: numbers by dotted path, lists of numbers and of strings. */
struct Expected {
  std::map<std::string, double> numbers;
  std::map<std::string, std::vector<double>> lists;
  std::map<std::string, std::vector<std::string>> names;
  std::map<std::string, std::string> texts;
};

void readValue(JsonReader& reader, const std::string& path, Expected& dst) {
  switch (reader.peek()) {
    case JsonReader::Kind::Object: {
      std::string key;
      reader.enterObject();
      while (reader.nextKey(key)) readValue(reader, path.empty() ? key : path + "." + key, dst);
      return;
    }
    case JsonReader::Kind::Array:
      reader.enterArray();
      dst.lists[path];
      while (reader.nextItem()) {
        if (reader.peek() == JsonReader::Kind::String) {
          dst.names[path].emplace_back();
          reader.readString(dst.names[path].back());
        } else {
          dst.lists[path].push_back(0);
          reader.readNumber(dst.lists[path].back());
        }
      }
      return;
    case JsonReader::Kind::String:
      reader.readString(dst.texts[path]);
      return;
    case JsonReader::Kind::Number:
      reader.readNumber(dst.numbers[path]);
      return;
    case JsonReader::Kind::True:
    case JsonReader::Kind::False: {
      bool flag = false;
      reader.readBool(flag);
      dst.numbers[path] = flag ? 1 : 0;
      return;
    }
    case JsonReader::Kind::Null:
    case JsonReader::Kind::Wrong:
      reader.skip();
      return;
  }
}

Expected expectedOf(const std::string& binName) {
  const auto bytes = readFixture(binName.substr(0, binName.size() - 4) + ".json");
  JsonReader reader(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  Expected expected;
  readValue(reader, "", expected);
  EXPECT(reader.atEnd());
  return expected;
}

/** Both to float32: what the wire holds. */
template <typename T>
bool equal(const std::vector<T>& found, const std::vector<double>& wanted) {
  if (found.size() != wanted.size()) return false;
  for (std::size_t i = 0; i < found.size(); i++) {
    if (static_cast<float>(found[i]) != static_cast<float>(wanted[i])) return false;
  }
  return true;
}

std::vector<std::string> ofKind(const std::string& kind) {
  std::vector<std::string> names;
  for (const std::string& name : fixtureNames("", ".bin")) {
    if (expectedOf(name).texts["kind"] == kind) names.push_back(name);
  }
  return names;
}

StaticData layoutOf(double subject) {
  for (const std::string& name : ofKind("staticData")) {
    StaticData data;
    const auto bytes = readFixture(name);
    tegn::decodeStaticData({bytes.data(), bytes.size()}, data);
    if (data.subject == subject) return data;
  }
  return {};
}

std::string textFixture(const std::string& name) {
  const auto bytes = readFixture("text/" + name);
  return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST("the fixtures of static data are decoded to what they say and encoded to the same bytes") {
  const auto names = ofKind("staticData");
  EXPECT(names.size() >= 3);
  for (const std::string& name : names) {
    const auto bytes = readFixture(name);
    Expected expected = expectedOf(name);
    StaticData data;
    EXPECT(tegn::decodeStaticData({bytes.data(), bytes.size()}, data) == Verdict::Taken);
    EXPECT(data.subject == expected.numbers["subject"] && data.revision == expected.numbers["revision"]);
    EXPECT(data.name == expected.texts["name"] && data.time == expected.numbers["time"]);
    EXPECT((data.role == tegn::Role::Basic) == (expected.texts["role"] == "basic"));
    EXPECT(data.rateNumerator == expected.numbers["rate.numerator"]);
    EXPECT(data.rateDenominator == expected.numbers["rate.denominator"]);
    EXPECT(data.bones == expected.names["bones"] && data.curves == expected.names["curves"]);
    EXPECT(equal(data.parents, expected.lists["parents"]) && equal(data.translatedBones, expected.lists["translatedBones"]));
    EXPECT(equal(data.referenceRotations, expected.lists["referenceRotations"]));
    EXPECT(equal(data.referenceTranslations, expected.lists["referenceTranslationsCm"]));
    std::vector<std::uint8_t> again;
    tegn::encodeStaticData(data, again);
    EXPECT(again == bytes);
  }
}

TEST("the fixtures of frames are decoded to what they say and encoded to the same bytes") {
  const auto names = ofKind("frame");
  EXPECT(names.size() >= 5);
  for (const std::string& name : names) {
    const auto bytes = readFixture(name);
    Expected expected = expectedOf(name);
    const StaticData layout = layoutOf(expected.numbers["subject"]);
    Pose pose;
    EXPECT(tegn::decodeFrame({bytes.data(), bytes.size()}, layout, pose) == Verdict::Taken);
    EXPECT(pose.number == expected.numbers["number"] && pose.cut == (expected.numbers["cut"] == 1));
    EXPECT_NEAR(pose.time - expected.numbers["time"], 0, 3e-10);
    EXPECT(pose.timecode.valid() == (expected.numbers.count("timecode.frame") == 1));
    if (pose.timecode.valid()) {
      EXPECT(pose.timecode.frame == expected.numbers["timecode.frame"]);
      EXPECT_NEAR(pose.timecode.subframe, expected.numbers["timecode.subframe"], 1e-12);
      EXPECT(pose.timecode.numerator == expected.numbers["timecode.numerator"]);
      EXPECT(pose.timecode.denominator == expected.numbers["timecode.denominator"]);
    }
    EXPECT(equal(pose.translations, expected.lists["translationsCm"]));
    EXPECT(equal(pose.rotations, expected.lists["rotations"]));
    EXPECT(equal(pose.curves, expected.lists["curves"]));
    std::vector<std::uint8_t> again;
    tegn::encodeFrame(pose, layout, expected.numbers["compact"] == 1, again);
    EXPECT(again == bytes);
  }
}

TEST("a binary fixture cut at any length is refused, never read beyond") {
  for (const std::string& name : fixtureNames("", ".bin")) {
    const auto bytes = readFixture(name);
    const StaticData layout = layoutOf(expectedOf(name).numbers["subject"]);
    for (std::size_t length = 0; length + 4 <= bytes.size(); length++) {
      // a copy of that size, so that the address sanitiser sees a step beyond
      const std::vector<std::uint8_t> cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
      StaticData data;
      Pose pose;
      EXPECT(tegn::decodeStaticData({cut.data(), cut.size()}, data) == Verdict::Wrong || bytes[0] != 2);
      EXPECT(tegn::decodeFrame({cut.data(), cut.size()}, layout, pose) == Verdict::Wrong);
    }
  }
}

TEST("every text fixture from the server is understood") {
  const auto names = fixtureNames("text", ".json");
  int understood = 0;
  for (const std::string& name : names) {
    if (name.find("server-") == std::string::npos) continue;
    const auto bytes = readFixture(name);
    tegn::ServerMessage message;
    EXPECT(tegn::decodeServerMessage({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, message) == Verdict::Taken);
    understood++;
  }
  EXPECT(understood >= 7);
}

TEST("the texts that a client sends are the fixtures, byte for byte") {
  std::string text;
  tegn::encodeHello({true, {"tegn"}, "Unreal 5.6"}, text);
  EXPECT(text == textFixture("client-hello.json"));
  tegn::encodeClock(3.5, text);
  EXPECT(text == textFixture("client-clock.json"));
  const std::map<std::string, tegn::Transport> transports = {
      {"play", {tegn::TransportAction::Play, -1, 0, 1, true}}, {"pause", {tegn::TransportAction::Pause, 0, 0, 1, true}},
      {"seek", {tegn::TransportAction::Seek, -1, 40, 1, true}}, {"rate", {tegn::TransportAction::Rate, -1, 0, 0.5, true}},
      {"loop", {tegn::TransportAction::Loop, -1, 0, 1, true}},
  };
  for (const auto& [name, transport] : transports) {
    tegn::encodeTransport(transport, text);
    EXPECT(text == textFixture("client-" + name + ".json"));
  }
}
