/** The body of a `*.unreal.json` clip (docs/unreal-json.md): what the stream's decoded transforms must equal. */
#pragma once

#include <string>
#include <vector>

struct ClipBone {
  std::string name;
  /** Centimetres, [3] or [F x 3]. */
  std::vector<double> translations;
  /** x, y, z, w, [4] or [F x 4]. */
  std::vector<double> rotations;
};

struct ClipCurve {
  std::string name;
  /** [1] or [F] */
  std::vector<double> values;
};

struct UnrealClip {
  std::size_t frameCount = 0;
  std::size_t startFrame = 0;
  std::vector<ClipBone> bones;
  std::vector<ClipCurve> curves;
};

/** False when the file is not such a clip. */
bool readUnrealClip(const std::string& path, UnrealClip& clip);

/** The values of frame `frame` in a list of `width` numbers a frame, or of `width` numbers in all. */
inline const double* atFrame(const std::vector<double>& values, std::size_t width, std::size_t frame) {
  return values.size() == width ? values.data() : values.data() + frame * width;
}
