"""A *.unreal.json file -> clips whose tracks all have one value per frame. docs/unreal-json.md is the contract."""
import json
import math
import os
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Tuple

FORMAT = "tegn-unreal-clip"
VERSION = 1
KINDS = ("body", "face")

Row = Tuple[float, ...]


class ClipFileError(ValueError):
    """The file cannot be used; the message names the field."""


@dataclass(frozen=True)
class BoneTrack:
    name: str
    parent: Optional[str]
    translations: List[Row]  # centimetres, one row per frame
    rotations: List[Row]  # xyzw, one row per frame


@dataclass(frozen=True)
class CurveTrack:
    name: str
    values: List[float]


@dataclass(frozen=True)
class Clip:
    kind: str
    name: str
    bones: List[BoneTrack]
    curves: List[CurveTrack]


@dataclass(frozen=True)
class ClipFile:
    path: str
    name: str
    target: str
    rate: Tuple[int, int]  # numerator, denominator
    frame_count: int
    start_frame: int
    metadata: Dict[str, Any]
    clips: List[Clip]


def read_clip_file(path: str) -> ClipFile:
    """Raises ClipFileError when the file is damaged or of another kind."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            data = json.load(file)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise ClipFileError(f"cannot read {os.path.basename(path)}: {error}") from error
    return parse_clip_file(data, path)


def parse_clip_file(data: Any, path: str = "") -> ClipFile:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ClipFileError(f'expected "format": "{FORMAT}"')
    if data.get("version") != VERSION:
        raise ClipFileError(f"expected version {VERSION}, found {data.get('version')!r}: update the plugin or tegn")
    rate = data.get("frameRate")
    frames = data.get("frameCount")
    if not isinstance(rate, dict) or not all(_is_count(rate.get(key)) for key in ("numerator", "denominator")):
        raise ClipFileError("frameRate: expected a numerator and a denominator above 0")
    if not _is_count(frames):
        raise ClipFileError(f"frameCount: expected a whole number above 0, found {frames!r}")
    clips = [_clip(value, frames, f"clips[{i}]") for i, value in enumerate(_list(data, "clips", ""))]
    kinds = [clip.kind for clip in clips]
    if not clips or len(set(kinds)) != len(kinds):
        raise ClipFileError(f"clips: expected one body and at most one face, found {kinds}")
    metadata = data.get("metadata")
    start = data.get("startFrame", 0)
    return ClipFile(
        path=path,
        name=str(data.get("name", "")),
        target=str(data.get("target", "")),
        rate=(rate["numerator"], rate["denominator"]),
        frame_count=frames,
        start_frame=start if isinstance(start, int) else 0,
        metadata=metadata if isinstance(metadata, dict) else {},
        clips=clips,
    )


def _clip(value: Any, frames: int, where: str) -> Clip:
    kind = value.get("kind") if isinstance(value, dict) else None
    if kind not in KINDS:
        raise ClipFileError(f"{where}.kind: expected one of {', '.join(KINDS)}, found {kind!r}")
    bones = [_bone(bone, frames, f"{where}.bones[{i}]") for i, bone in enumerate(_list(value, "bones", where))]
    curves = [_curve(curve, frames, f"{where}.curves[{i}]") for i, curve in enumerate(_list(value, "curves", where))]
    for what, tracks in (("bones", bones), ("curves", curves)):
        if len({track.name for track in tracks}) != len(tracks):
            raise ClipFileError(f"{where}.{what}: a name occurs twice")
    return Clip(kind=kind, name=str(value.get("name", "")), bones=bones, curves=curves)


def _bone(value: Any, frames: int, where: str) -> BoneTrack:
    name = _name(value, where)
    parent = value.get("parent")
    return BoneTrack(
        name=name,
        parent=parent if isinstance(parent, str) else None,
        translations=_rows(value, "translations", 3, frames, where),
        rotations=[_unit(row, f"{where}.rotations") for row in _rows(value, "rotations", 4, frames, where)],
    )


def _curve(value: Any, frames: int, where: str) -> CurveTrack:
    return CurveTrack(_name(value, where), [row[0] for row in _rows(value, "values", 1, frames, where)])


def _rows(value: Any, key: str, size: int, frames: int, where: str) -> List[Row]:
    numbers = _list(value, key, where)
    if len(numbers) not in (size, size * frames):
        raise ClipFileError(f"{where}.{key}: expected {size} or {size * frames} numbers, found {len(numbers)}")
    if not all(isinstance(n, (int, float)) and not isinstance(n, bool) and math.isfinite(n) for n in numbers):
        raise ClipFileError(f"{where}.{key}: expected finite numbers")
    rows = [tuple(float(n) for n in numbers[i : i + size]) for i in range(0, len(numbers), size)]
    return rows * frames if len(rows) == 1 else rows


def _unit(row: Row, where: str) -> Row:
    length = math.sqrt(sum(n * n for n in row))
    if not 0.999 < length < 1.001:
        raise ClipFileError(f"{where}: expected unit quaternions, found one of length {length:.4f}")
    return row


def _name(value: Any, where: str) -> str:
    name = value.get("name") if isinstance(value, dict) else None
    if not isinstance(name, str) or not name:
        raise ClipFileError(f"{where}.name: expected a name, found {name!r}")
    return name


def _list(value: Dict[str, Any], key: str, where: str) -> List[Any]:
    found = value.get(key)
    if not isinstance(found, list):
        raise ClipFileError(f"{where + '.' if where else ''}{key}: expected a list")
    return found


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
