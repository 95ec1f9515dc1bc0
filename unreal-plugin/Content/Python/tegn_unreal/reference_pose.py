"""The dump of a reference pose that `tegn skeleton import` reads. docs/unreal-json.md is the contract."""
import json
import math
import os
from typing import Any, Dict, List

FORMAT = "unreal-reference-pose"
VERSION = 1


def reference_pose_document(engine: Any, asset_path: str) -> Dict[str, Any]:
    asset = engine.load_asset(asset_path)
    kind, bones = engine.reference_bones(asset)
    return {
        "format": FORMAT,
        "version": VERSION,
        "engine": engine.engine_version(),
        "asset": asset_path,
        "kind": kind,
        "bones": parents_first(checked(bones)),
    }


def checked(bones: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
    """Raises ValueError for what tegn could not read: no or several roots, names twice, broken rotations."""
    names = [bone["name"] for bone in bones]
    if len(set(names)) != len(names):
        raise ValueError("a bone name occurs twice")
    roots = [bone["name"] for bone in bones if bone["parent"] is None]
    if len(roots) != 1:
        raise ValueError(f"expected one root bone, found {roots}")
    for bone in bones:
        if not all(math.isfinite(value) for value in bone["t"] + bone["q"]):
            raise ValueError(f"{bone['name']}: the transform is not finite")
        length = math.sqrt(sum(value * value for value in bone["q"]))
        if not 0.99 < length < 1.01:
            raise ValueError(f"{bone['name']}: the rotation has length {length:.3f}")
    return bones


def parents_first(bones: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
    """In the order given as far as that is possible; raises ValueError for a loop."""
    waiting = list(bones)
    done: List[Dict[str, Any]] = []
    placed = set()
    while waiting:
        ready = [bone for bone in waiting if bone["parent"] is None or bone["parent"] in placed]
        if not ready:
            raise ValueError(f"the parents of {waiting[0]['name']} form a loop")
        done += ready
        placed.update(bone["name"] for bone in ready)
        waiting = [bone for bone in waiting if bone["name"] not in placed]
    return done


def write_reference_pose(engine: Any, asset_path: str, output: str) -> Dict[str, Any]:
    document = reference_pose_document(engine, asset_path)
    os.makedirs(os.path.dirname(os.path.abspath(output)), exist_ok=True)
    with open(output, "w", encoding="utf-8") as file:
        json.dump(document, file, indent=1, ensure_ascii=False)
        file.write("\n")
    engine.log(f"tegn: {len(document['bones'])} bones of {asset_path} -> {output}")
    return document
