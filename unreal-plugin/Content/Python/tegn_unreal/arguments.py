"""What the two scripts are called with. An error says so in the log instead of ending the editor."""
import argparse
import os
from typing import List

from .import_plan import ImportOptions


class UsageError(ValueError):
    """The call cannot be understood."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(f"{message}\n{self.format_usage()}")

    def exit(self, status: int = 0, message: str = "") -> None:  # type: ignore[override]
        raise UsageError(message or self.format_help())


def import_options(words: List[str]) -> "tuple[ImportOptions, str]":
    """Options and the path of the report."""
    parser = _Parser(prog="tegn_import.py", description="tegn's clips -> animation sequences")
    parser.add_argument("folder", help="folder with *.unreal.json (or *.fbx) files")
    parser.add_argument("--destination", required=True, help="content folder, such as /Game/Signs")
    parser.add_argument("--skeleton", required=True, help="asset path of the body's skeleton or skeletal mesh")
    parser.add_argument("--face-skeleton", help="asset path of the face's skeleton; without it face clips are left out")
    parser.add_argument("--kind", choices=["json", "fbx"], default="json")
    parser.add_argument("--name", default="{stem}{suffix}", help="name of an asset: {stem}, {suffix}, {target}")
    parser.add_argument("--face-suffix", default="_face", help="what stands for {suffix} in the name of a face clip")
    parser.add_argument("--flat", action="store_true", help="leave out the folders below")
    parser.add_argument("--force", action="store_true", help="import again what is unchanged")
    parser.add_argument("--report", help="file of the report; tegn-import-report.json in the folder when absent")
    values = parser.parse_args(words)
    if not os.path.isdir(values.folder):
        raise UsageError(f"there is no folder {values.folder}")
    if not values.destination.startswith("/") or values.destination.endswith("."):
        raise UsageError(f"--destination: expected a content path such as /Game/Signs, found {values.destination}")
    try:
        name, face = (values.name.format(stem="a", suffix=suffix, target="t") for suffix in ("", values.face_suffix))
    except (KeyError, IndexError, ValueError) as error:
        raise UsageError(f"--name: expected {{stem}}, {{suffix}} and {{target}} only, found {values.name}") from error
    if "{stem}" not in values.name or name == face:
        raise UsageError("--name: expected {stem} and {suffix}, or clips would overwrite each other")
    options = ImportOptions(
        folder=values.folder,
        destination=values.destination,
        skeleton=values.skeleton,
        face_skeleton=values.face_skeleton,
        kind=values.kind,
        recursive=not values.flat,
        name_template=values.name,
        face_suffix=values.face_suffix,
        force=values.force,
    )
    return options, values.report or os.path.join(values.folder, "tegn-import-report.json")


def dump_arguments(words: List[str]) -> "tuple[str, str]":
    """Asset path and output file."""
    parser = _Parser(prog="tegn_dump_skeleton.py", description="reference pose -> JSON for tegn skeleton import")
    parser.add_argument("asset", help="asset path of a skeletal mesh (or a skeleton)")
    parser.add_argument("output", help="file to write, such as C:/tegn/ada.skeleton.json")
    values = parser.parse_args(words)
    return values.asset, values.output
