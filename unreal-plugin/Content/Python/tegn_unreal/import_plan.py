"""A folder of tegn's files -> what to make of each: asset names, folders, and whether it was imported before. No engine needed."""
import hashlib
import json
import os
import re
import unicodedata
from dataclasses import dataclass
from typing import Dict, List, Optional

JSON_SUFFIX = ".unreal.json"
FBX_SUFFIX = ".fbx"

# What Unreal refuses in object and package names, and control characters.
_REFUSED = re.compile(r"[\"' ,/.:|&!~@#(){}\[\]=;^%$`*?<>\\\x00-\x20\x7f]+")

# A package path has to stay below 256 characters with its folder; the name takes at most this many.
_LONGEST_NAME = 120


@dataclass(frozen=True)
class ImportOptions:
    folder: str
    destination: str  # /Game/...
    skeleton: str
    face_skeleton: Optional[str] = None
    kind: str = "json"  # json or fbx
    recursive: bool = True
    name_template: str = "{stem}{suffix}"
    face_suffix: str = "_face"
    force: bool = False


@dataclass(frozen=True)
class PlannedImport:
    source: str  # file
    relative: str
    sha256: str
    folder: str  # /Game/... of the asset
    body_name: str
    face_name: str

    def path(self, name: str) -> str:
        return f"{self.folder}/{name}"


def plan_imports(options: ImportOptions) -> List[PlannedImport]:
    """In the order of the file names. Two files never get one asset: the later ones are numbered."""
    taken: Dict[str, str] = {}
    plans = []
    for relative in find_files(options):
        source = os.path.join(options.folder, relative)
        with open(source, "rb") as file:
            sha256 = hashlib.sha256(file.read()).hexdigest()
        head, tail = os.path.split(relative)
        stem = tail[: -len(suffix_of(options.kind))]
        folder = "/".join([options.destination.rstrip("/")] + [asset_name(part) for part in head.split(os.sep) if part])

        def named(suffix: str) -> str:
            return asset_name(options.name_template.format(stem=stem, suffix=suffix, target=asset_name_of(options.skeleton)))

        def free(name: str) -> str:
            number, candidate = 1, name
            # Unreal's names know no upper and lower case
            while f"{folder}/{candidate}".lower() in taken:
                number += 1
                candidate = f"{name}_{number}"
            taken[f"{folder}/{candidate}".lower()] = relative
            return candidate

        plans.append(PlannedImport(source, relative, sha256, folder, free(named("")), free(named(options.face_suffix))))
    return plans


def find_files(options: ImportOptions) -> List[str]:
    """Relative to the folder, sorted."""
    suffix = suffix_of(options.kind)
    found = []
    for folder, folders, names in os.walk(options.folder):
        folders.sort()
        if not options.recursive:
            folders.clear()
        found += [os.path.relpath(os.path.join(folder, name), options.folder) for name in names if name.lower().endswith(suffix)]
    return sorted(found)


def suffix_of(kind: str) -> str:
    return FBX_SUFFIX if kind == "fbx" else JSON_SUFFIX


def asset_name(text: str) -> str:
    """A name Unreal takes, as near to the text as can be: letters of every script stay."""
    name = _REFUSED.sub("_", unicodedata.normalize("NFC", text)).strip("_")[:_LONGEST_NAME]
    return name or "clip"


def asset_name_of(path: str) -> str:
    """/Game/A/B.B -> B"""
    return path.rsplit("/", 1)[-1].split(".", 1)[0]


def fingerprint(plan: PlannedImport, skeleton: str, kind: str) -> str:
    """What an asset was made of: the file's bytes, the part of it, the skeleton and this importer."""
    text = json.dumps([IMPORTER_VERSION, plan.sha256, skeleton, kind])
    return hashlib.sha256(text.encode()).hexdigest()


# Raise when the importer makes something else of the same file, so that nothing is skipped that would differ.
IMPORTER_VERSION = 1


def is_unchanged(force: bool, exists: bool, recorded: Optional[str], wanted: str) -> bool:
    return not force and exists and recorded == wanted


