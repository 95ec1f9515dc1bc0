"""Imports what import_plan.py planned through engine.py, file by file; one bad file never stops the rest. Ends with a report."""
import json
import os
from dataclasses import asdict, dataclass, field
from typing import Any, List, Optional

from .clip_file import BoneTrack, Clip, ClipFile, ClipFileError, read_clip_file
from .import_plan import ImportOptions, PlannedImport, fingerprint, is_unchanged, plan_imports

# How far a bone may be off when it is read back, and how much shorter or longer a sequence may be. Sequences hold float32.
READ_BACK_CM = 0.01
READ_BACK_DEGREES = 0.05
READ_BACK_SECONDS = 0.001


@dataclass
class ImportedAsset:
    path: str
    status: str  # imported, unchanged, skipped, failed
    message: str = ""
    frames: int = 0
    curves: int = 0


@dataclass
class ImportedFile:
    source: str
    assets: List[ImportedAsset] = field(default_factory=list)


@dataclass
class ImportReport:
    engine: str
    files: List[ImportedFile] = field(default_factory=list)
    cancelled: bool = False

    def count(self, status: str) -> int:
        return sum(asset.status == status for file in self.files for asset in file.assets)

    def summary(self) -> str:
        counts = ", ".join(f"{self.count(status)} {status}" for status in ("imported", "unchanged", "skipped", "failed"))
        return f"tegn: {counts}" + (", cancelled by the user" if self.cancelled else "")

    def to_json(self) -> str:
        return json.dumps({"summary": self.summary(), **asdict(self)}, indent=2, ensure_ascii=False) + "\n"


def import_folder(options: ImportOptions, engine: Any) -> ImportReport:
    """Raises engine.EngineError when a skeleton is missing: then no file could be imported."""
    plans = plan_imports(options)
    skeleton = engine.load_skeleton(options.skeleton)
    face = engine.load_skeleton(options.face_skeleton) if options.face_skeleton else None
    report = ImportReport(engine=engine.engine_version())
    with engine.progress(len(plans), "Importing signs") as task:
        task.make_dialog(True)
        for plan in plans:
            if task.should_cancel():
                report.cancelled = True
                break
            task.enter_progress_frame(1, plan.relative)
            entry = ImportedFile(plan.relative)
            report.files.append(entry)
            if options.kind == "fbx":
                _import_fbx(plan, options, skeleton, entry, engine)
            else:
                _import_json(plan, options, skeleton, face, entry, engine)
            for asset in entry.assets:
                say = engine.log_warning if asset.status in ("failed", "skipped") else engine.log
                say(f"tegn: {plan.relative} -> {asset.path}: {asset.status} {asset.message}".rstrip())
    engine.log(report.summary())
    return report


def write_report(report: ImportReport, path: str) -> None:
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(report.to_json())


def _import_json(
    plan: PlannedImport, options: ImportOptions, skeleton: Any, face: Optional[Any], entry: ImportedFile, engine: Any
) -> None:
    try:
        file = read_clip_file(plan.source)
    except ClipFileError as error:
        entry.assets.append(ImportedAsset(plan.path(plan.body_name), "failed", str(error)))
        return
    for clip in file.clips:
        name = plan.body_name if clip.kind == "body" else plan.face_name
        onto, onto_path = (skeleton, options.skeleton) if clip.kind == "body" else (face, options.face_skeleton)
        asset = ImportedAsset(plan.path(name), "skipped", frames=file.frame_count, curves=len(clip.curves))
        entry.assets.append(asset)
        if onto is None:
            asset.message = "no --face-skeleton given, so the face's curves have nowhere to go"
            continue
        _guarded(asset, engine, lambda: _write_clip(plan, name, file, clip, onto, str(onto_path), options, asset, engine))


def _write_clip(
    plan: PlannedImport,
    name: str,
    file: ClipFile,
    clip: Clip,
    skeleton: Any,
    skeleton_path: str,
    options: ImportOptions,
    asset: ImportedAsset,
    engine: Any,
) -> None:
    wanted = fingerprint(plan, skeleton_path, clip.kind)
    exists = engine.asset_exists(asset.path)
    if is_unchanged(options.force, exists, engine.recorded_fingerprint(asset.path) if exists else None, wanted):
        asset.status = "unchanged"
        return
    known = set(engine.skeleton_bones(skeleton))
    bones = [bone for bone in clip.bones if bone.name in known]
    missing = [bone.name for bone in clip.bones if bone.name not in known]
    if clip.bones and not bones:
        raise ValueError(f"none of the clip's bones is in {skeleton_path}; was it exported for another target?")
    sequence = engine.create_sequence(plan.folder, name, skeleton, file.rate, file.frame_count, bones, clip.curves)
    provenance = {**file.metadata, "file": plan.relative, "startFrame": file.start_frame}
    engine.save(
        sequence,
        {engine.FINGERPRINT_TAG: wanted, engine.PROVENANCE_TAG: json.dumps(provenance, ensure_ascii=False)},
    )
    asset.status = "imported"
    notes = _differences(sequence, file, bones, engine)
    if missing:
        notes.insert(0, f"{len(missing)} bones are not in the skeleton: {', '.join(missing[:5])}")
    asset.message = "; ".join(notes)


def _differences(sequence: Any, file: ClipFile, bones: List[BoneTrack], engine: Any) -> List[str]:
    """What the sequence holds otherwise than the file, read back from the editor at the first, the middle and the last frame."""
    notes = []
    seconds = (max(2, file.frame_count) - 1) * file.rate[1] / file.rate[0]
    found = engine.sequence_seconds(sequence)
    if abs(found - seconds) > READ_BACK_SECONDS:
        notes.append(f"the sequence is {found:.3f} s long, not {seconds:.3f}")
    frames = sorted({0, file.frame_count // 2, file.frame_count - 1})
    apart = [engine.read_back(sequence, bones, frame) for frame in frames] if bones else [(0.0, 0.0)]
    centimetres, degrees = (max(values) for values in zip(*apart))
    if centimetres > READ_BACK_CM or degrees > READ_BACK_DEGREES:
        notes.append(f"read back {centimetres:.3f} cm and {degrees:.2f} degrees off")
    return notes


def _import_fbx(plan: PlannedImport, options: ImportOptions, skeleton: Any, entry: ImportedFile, engine: Any) -> None:
    asset = ImportedAsset(plan.path(plan.body_name), "skipped")
    entry.assets.append(asset)

    def run() -> None:
        wanted = fingerprint(plan, options.skeleton, "fbx")
        exists = engine.asset_exists(asset.path)
        if is_unchanged(options.force, exists, engine.recorded_fingerprint(asset.path) if exists else None, wanted):
            asset.status = "unchanged"
            return
        sequence = engine.import_fbx(plan.source, plan.folder, plan.body_name, skeleton)
        provenance = json.dumps({"file": plan.relative}, ensure_ascii=False)
        engine.save(sequence, {engine.FINGERPRINT_TAG: wanted, engine.PROVENANCE_TAG: provenance})
        asset.status = "imported"

    _guarded(asset, engine, run)


def _guarded(asset: ImportedAsset, engine: Any, run: Any) -> None:
    """Unreal raises many kinds of errors; each belongs to its file."""
    try:
        run()
    except Exception as error:  # noqa: BLE001
        asset.status = "failed"
        asset.message = str(error)
