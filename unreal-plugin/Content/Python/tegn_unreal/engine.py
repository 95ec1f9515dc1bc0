"""The only file that touches the `unreal` module: everything here is a thin call, and every version difference stands here.

Written against Epic's documented Python API of 5.3 to 5.8; run against a recorded fake of it, not yet inside an editor.

| since | difference | where |
| --- | --- | --- |
| 5.2 | AnimationDataController.add_bone_curve replaces add_bone_track | _add_bone |
| 5.5 | FBX files may go through Interchange, which takes FbxImportUI's options or ignores them | import_fbx |
| 5.0 | AnimationLibrary.finalize_bone_animation is marked deprecated, yet listed up to 5.8 | create_sequence |
| any | EditorAssetLibrary exists only while the plugin Editor Scripting Utilities is loaded; EditorAssetSubsystem has the same calls | _assets |
| any | unreal.SkeletonModifier exists only while the MeshModelingToolset plugin is loaded | reference_bones |
| any | an existing sequence that is rewritten in place may keep its old keys: it is deleted and made anew | create_sequence |
"""
import math
from typing import Any, Dict, List, Optional, Sequence, Tuple

import unreal

from .clip_file import BoneTrack, CurveTrack

FINGERPRINT_TAG = "tegn.fingerprint"
PROVENANCE_TAG = "tegn.provenance"


class EngineError(RuntimeError):
    """Unreal refused; the message says what."""


def engine_version() -> str:
    return str(unreal.SystemLibrary.get_engine_version())


def load_asset(path: str) -> Any:
    asset = unreal.load_asset(path)
    if asset is None:
        raise EngineError(f"there is no asset {path}")
    return asset


def load_skeleton(path: str) -> Any:
    """A skeleton, or the one of a skeletal mesh."""
    asset = load_asset(path)
    if isinstance(asset, unreal.SkeletalMesh):
        asset = asset.get_editor_property("skeleton")
    if not isinstance(asset, unreal.Skeleton):
        raise EngineError(f"{path} is neither a skeleton nor a skeletal mesh")
    return asset


def skeleton_bones(skeleton: Any) -> List[str]:
    pose = unreal.AnimPoseExtensions.get_reference_pose(skeleton)
    return [str(name) for name in unreal.AnimPoseExtensions.get_bone_names(pose)]


def asset_exists(path: str) -> bool:
    return bool(_assets().does_asset_exist(path))


def recorded_fingerprint(path: str) -> Optional[str]:
    tag = _assets().get_metadata_tag(load_asset(path), FINGERPRINT_TAG)
    return str(tag) if tag else None


def create_sequence(
    folder: str,
    name: str,
    skeleton: Any,
    rate: Tuple[int, int],
    frame_count: int,
    bones: Sequence[BoneTrack],
    curves: Sequence[CurveTrack],
) -> Any:
    """An animation sequence with a key on every frame; one that is there already is replaced. A clip of one frame gets a second, equal key."""
    path = f"{folder}/{name}"
    if asset_exists(path) and not _assets().delete_asset(path):
        raise EngineError(f"{path} is in use and cannot be replaced")
    factory = unreal.AnimSequenceFactory()
    factory.set_editor_property("target_skeleton", skeleton)
    tools = unreal.AssetToolsHelpers.get_asset_tools()
    sequence = tools.create_asset(name, folder, unreal.AnimSequence, factory)
    if sequence is None:
        raise EngineError(f"Unreal did not create {path}")
    keys = max(2, frame_count)
    controller = sequence.get_editor_property("controller")
    # Without the bracket every single call rebuilds the sequence.
    controller.open_bracket(unreal.Text(f"tegn: {name}"), False)
    try:
        controller.set_frame_rate(unreal.FrameRate(rate[0], rate[1]), False)
        # A sequence of n frames holds n + 1 keys.
        controller.set_number_of_frames(unreal.FrameNumber(keys - 1), False)
        scales = [unreal.Vector(1.0, 1.0, 1.0)] * keys
        for bone in bones:
            positions = [unreal.Vector(*row) for row in _padded(bone.translations, keys)]
            rotations = [unreal.Quat(*row) for row in _padded(bone.rotations, keys)]
            _add_bone(controller, bone.name)
            if not controller.set_bone_track_keys(bone.name, positions, rotations, scales, False):
                raise EngineError(f"Unreal did not take the keys of bone {bone.name}")
    finally:
        controller.close_bracket(False)
    times = [frame * rate[1] / rate[0] for frame in range(keys)]
    for curve in curves:
        unreal.AnimationLibrary.add_curve(sequence, curve.name, unreal.RawCurveTrackTypes.RCT_FLOAT, False)
        unreal.AnimationLibrary.add_float_curve_keys(sequence, curve.name, times, _padded(curve.values, keys))
    # Builds what plays from the keys above.
    if hasattr(unreal.AnimationLibrary, "finalize_bone_animation"):
        unreal.AnimationLibrary.finalize_bone_animation(sequence)
    return sequence


def sequence_seconds(sequence: Any) -> float:
    return float(unreal.AnimationLibrary.get_sequence_length(sequence))


def read_back(sequence: Any, bones: Sequence[BoneTrack], frame: int) -> Tuple[float, float]:
    """Largest distance in cm and largest turn in degrees between a bone in the sequence and in the file, in its parent, at one frame."""
    options = unreal.AnimPoseEvaluationOptions()
    # The keys as they were written: not compressed, and not fitted to the proportions of a mesh.
    options.set_editor_property("evaluation_type", unreal.AnimDataEvalType.RAW)
    options.set_editor_property("should_retarget", False)
    pose = unreal.AnimPoseExtensions.get_anim_pose_at_frame(sequence, frame, options)
    off_cm, off_degrees = 0.0, 0.0
    for bone in bones:
        found = unreal.AnimPoseExtensions.get_bone_pose(pose, bone.name, unreal.AnimPoseSpaces.LOCAL)
        place, turn = found.translation, found.rotation
        row = min(frame, len(bone.translations) - 1)
        off_cm = max(off_cm, math.dist((place.x, place.y, place.z), bone.translations[row]))
        wanted = bone.rotations[row]
        # of a quaternion and its opposite, which turn alike, the nearer; half the angle's sine is half their distance at small angles
        rotation = (turn.x, turn.y, turn.z, turn.w)
        apart = min(math.dist(rotation, wanted), math.dist(rotation, [-value for value in wanted]))
        off_degrees = max(off_degrees, math.degrees(4 * math.asin(min(1.0, apart / 2))))
    return off_cm, off_degrees


def save(asset: Any, tags: Dict[str, str]) -> None:
    for tag, value in tags.items():
        _assets().set_metadata_tag(asset, tag, value)
    if not _assets().save_loaded_asset(asset, False):
        raise EngineError(f"{asset.get_path_name()} cannot be saved: is the file read-only?")


def import_fbx(source: str, folder: str, name: str, skeleton: Any) -> Any:
    """An FBX file of tegn onto a skeleton. The rate is taken from the keys, which stand on every frame."""
    options = unreal.FbxImportUI()
    for key, value in {
        "automated_import_should_detect_type": False,
        "mesh_type_to_import": unreal.FBXImportType.FBXIT_ANIMATION,
        "import_as_skeletal": True,
        "import_mesh": False,
        "import_animations": True,
        "import_materials": False,
        "import_textures": False,
        "skeleton": skeleton,
    }.items():
        options.set_editor_property(key, value)
    data = options.get_editor_property("anim_sequence_import_data")
    for key, value in {
        "animation_length": unreal.FBXAnimationLengthImportType.FBXALIT_EXPORTED_TIME,
        "import_bone_tracks": True,
        "import_custom_attribute": True,
        "do_not_import_curve_with_zero": False,
        "remove_redundant_keys": False,
        "use_default_sample_rate": False,
        "convert_scene": True,
        "force_front_x_axis": False,
        "convert_scene_unit": True,
    }.items():
        data.set_editor_property(key, value)
    task = unreal.AssetImportTask()
    for key, value in {
        "filename": source,
        "destination_path": folder,
        "destination_name": name,
        "automated": True,
        "replace_existing": True,
        "save": False,
        "options": options,
    }.items():
        task.set_editor_property(key, value)
    unreal.AssetToolsHelpers.get_asset_tools().import_asset_tasks([task])
    made = [unreal.load_asset(str(path)) for path in task.get_editor_property("imported_object_paths")]
    sequences = [asset for asset in made if isinstance(asset, unreal.AnimSequence)]
    if not sequences:
        raise EngineError(f"Unreal made no animation sequence of {source}; its log says why")
    return sequences[0]


def reference_bones(asset: Any) -> Tuple[str, List[Dict[str, Any]]]:
    """Kind of the asset, and its bones as rows of the dump: a mesh's own reference pose, or the pose of a skeleton."""
    if isinstance(asset, unreal.SkeletalMesh):
        if not hasattr(unreal, "SkeletonModifier"):
            raise EngineError(
                "a mesh's own pose needs the plugin 'Mesh Modeling Toolset': switch it on, or dump the skeleton instead"
            )
        modifier = unreal.SkeletonModifier()
        if not modifier.set_skeletal_mesh(asset):
            raise EngineError(f"{asset.get_path_name()} cannot be read")
        names = [str(name) for name in modifier.get_all_bone_names()]
        return "SkeletalMesh", [
            _bone_row(name, _parent_or_none(str(modifier.get_parent_name(name)), names), modifier.get_bone_transform(name, False))
            for name in names
        ]
    if not isinstance(asset, unreal.Skeleton):
        raise EngineError(f"{asset.get_path_name()} is neither a skeletal mesh nor a skeleton")
    library = unreal.AnimPoseExtensions
    pose = library.get_reference_pose(asset)
    names = [str(name) for name in library.get_bone_names(pose)]
    preview = asset.get_editor_property("preview_skeletal_mesh")
    if preview is None:
        raise EngineError("a skeleton gives its hierarchy through its preview mesh; set one, or dump a mesh")
    component = unreal.SkeletalMeshComponent()
    component.set_skeletal_mesh_asset(preview)
    return "Skeleton", [
        _bone_row(
            name,
            _parent_or_none(str(component.get_parent_bone(name)), names),
            library.get_ref_bone_pose(pose, name, unreal.AnimPoseSpaces.LOCAL),
        )
        for name in names
    ]


def progress(total: int, title: str) -> Any:
    """A context with make_dialog(can_cancel), enter_progress_frame(1, text) and should_cancel()."""
    return unreal.ScopedSlowTask(total, title)


def log(text: str) -> None:
    unreal.log(text)


def log_warning(text: str) -> None:
    unreal.log_warning(text)


def _assets() -> Any:
    if hasattr(unreal, "EditorAssetLibrary"):
        return unreal.EditorAssetLibrary
    return unreal.get_editor_subsystem(unreal.EditorAssetSubsystem)


def _add_bone(controller: Any, name: str) -> None:
    if hasattr(controller, "add_bone_curve"):
        controller.add_bone_curve(name, False)
    else:
        controller.add_bone_track(name, False)


def _padded(rows: Sequence[Any], keys: int) -> List[Any]:
    return list(rows) + [rows[-1]] * (keys - len(rows))


def _parent_or_none(parent: str, names: Sequence[str]) -> Optional[str]:
    return parent if parent in names else None


def _bone_row(name: str, parent: Optional[str], transform: Any) -> Dict[str, Any]:
    t, q, s = transform.translation, transform.rotation, transform.scale3d
    row: Dict[str, Any] = {"name": name, "parent": parent, "t": [t.x, t.y, t.z], "q": [q.x, q.y, q.z, q.w]}
    if max(abs(s.x - 1), abs(s.y - 1), abs(s.z - 1)) > 1e-4:
        row["s"] = [s.x, s.y, s.z]
    return row
