#include "unreal-clip.h"

#include <fstream>
#include <iterator>

#include "TegnCore/JsonReader.h"

using tegn::JsonReader;

namespace {

void readNumbers(JsonReader& reader, std::vector<double>& values) {
  reader.enterArray();
  while (reader.nextItem()) {
    values.push_back(0);
    reader.readNumber(values.back());
  }
}

void readBones(JsonReader& reader, std::vector<ClipBone>& bones) {
  std::string key;
  reader.enterArray();
  while (reader.nextItem()) {
    ClipBone bone;
    reader.enterObject();
    while (reader.nextKey(key)) {
      if (key == "name") {
        reader.readString(bone.name);
      } else if (key == "translations") {
        readNumbers(reader, bone.translations);
      } else if (key == "rotations") {
        readNumbers(reader, bone.rotations);
      } else {
        reader.skip();
      }
    }
    bones.push_back(bone);
  }
}

void readCurves(JsonReader& reader, std::vector<ClipCurve>& curves) {
  std::string key;
  reader.enterArray();
  while (reader.nextItem()) {
    ClipCurve curve;
    reader.enterObject();
    while (reader.nextKey(key)) {
      if (key == "name") {
        reader.readString(curve.name);
      } else if (key == "values") {
        readNumbers(reader, curve.values);
      } else {
        reader.skip();
      }
    }
    curves.push_back(curve);
  }
}

void readClips(JsonReader& reader, UnrealClip& clip) {
  std::string key;
  reader.enterArray();
  while (reader.nextItem()) {
    reader.enterObject();
    while (reader.nextKey(key)) {
      if (key == "bones") {
        readBones(reader, clip.bones);
      } else if (key == "curves") {
        readCurves(reader, clip.curves);
      } else {
        reader.skip();
      }
    }
  }
}

}  // namespace

bool readUnrealClip(const std::string& path, UnrealClip& clip) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  JsonReader reader(text);
  std::string key;
  std::string format;
  double number = 0;
  if (!reader.enterObject()) return false;
  while (reader.nextKey(key)) {
    if (key == "format") {
      reader.readString(format);
    } else if (key == "frameCount" || key == "startFrame") {
      reader.readNumber(number);
      (key == "frameCount" ? clip.frameCount : clip.startFrame) = static_cast<std::size_t>(number);
    } else if (key == "clips") {
      readClips(reader, clip);
    } else {
      reader.skip();
    }
  }
  if (!reader.atEnd() || format != "tegn-unreal-clip" || clip.bones.empty()) return false;
  for (const ClipBone& bone : clip.bones) {
    const bool translations = bone.translations.size() == 3 || bone.translations.size() == 3 * clip.frameCount;
    const bool rotations = bone.rotations.size() == 4 || bone.rotations.size() == 4 * clip.frameCount;
    if (!translations || !rotations) return false;
  }
  return true;
}
