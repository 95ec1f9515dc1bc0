"""A fake of Unreal's `unreal` module. It is NOT Unreal.

It holds only the classes, functions and properties that the scripts use, as Epic's Python API pages of 5.3 to 5.8 list them, records
every call, and refuses everything else: unknown attributes, unknown editor properties, arguments of the wrong number or type. What it
proves is that the scripts call documented names with arguments of documented kinds in a sensible order; what it cannot prove is that
Unreal does with them what its pages say.
"""
import sys
import types
from contextlib import contextmanager

from fake_objects import *  # noqa: F403


class ScopedSlowTask:
    def __init__(self, work, desc=""):
        self.work, self.frames = work, []
        self.entered = False

    def __enter__(self):
        self.entered = True
        return self

    def __exit__(self, *_):
        self.entered = False

    def make_dialog(self, can_cancel=False, allow_in_pie=False):
        assert self.entered

    def enter_progress_frame(self, work=1.0, desc=""):
        self.frames.append(desc)

    def should_cancel(self):
        return len(self.frames) >= EDITOR.cancel_after


class Editor:
    """What lies in the content folders, and what was said."""

    def __init__(self, version="5.4.4-0+++UE5+Release-5.4"):
        self.version = version
        self.assets = {}
        self.saved = []
        self.log = []
        self.warnings = []
        self.locked = set()
        self.imported_tasks = []
        self.cancel_after = 10**9

    def add(self, asset):
        self.assets[asset.path] = asset
        return asset


EDITOR = Editor()


class EditorAssetLibrary:
    @staticmethod
    def does_asset_exist(asset_path):
        return asset_path in EDITOR.assets

    @staticmethod
    def delete_asset(asset_path_to_delete):
        if asset_path_to_delete in EDITOR.locked:
            return False
        return EDITOR.assets.pop(asset_path_to_delete, None) is not None

    @staticmethod
    def get_metadata_tag(object, tag):
        return object.tags.get(tag, "")

    @staticmethod
    def set_metadata_tag(object, tag, value):
        assert isinstance(value, str)
        object.tags[tag] = value

    @staticmethod
    def save_loaded_asset(asset_to_save, only_if_is_dirty=True):
        EDITOR.saved.append(asset_to_save.path)
        return True


class EditorAssetSubsystem:
    """The same calls without a plugin."""


for _name in ("does_asset_exist", "delete_asset", "get_metadata_tag", "set_metadata_tag", "save_loaded_asset"):
    setattr(EditorAssetSubsystem, _name, staticmethod(getattr(EditorAssetLibrary, _name)))


def get_editor_subsystem(subsystem):
    assert subsystem is EditorAssetSubsystem
    return subsystem()


class AssetTools:
    @staticmethod
    def create_asset(asset_name, package_path, asset_class, factory):
        path = f"{package_path}/{asset_name}"
        if path in EDITOR.assets:
            return None
        assert asset_class is AnimSequence
        return EDITOR.add(AnimSequence(path, factory.get_editor_property("target_skeleton")))

    @staticmethod
    def import_asset_tasks(import_tasks):
        for task in import_tasks:
            EDITOR.imported_tasks.append(task)
            path = f"{task.get_editor_property('destination_path')}/{task.get_editor_property('destination_name')}"
            options = task.get_editor_property("options")
            with open(task.get_editor_property("filename"), "rb") as file:
                readable = file.read(18) == b"Kaydara FBX Binary"
            if readable:
                EDITOR.add(AnimSequence(path, options.get_editor_property("skeleton")))
            task.set_editor_property("imported_object_paths", [path] if readable else [])


class AssetToolsHelpers:
    @staticmethod
    def get_asset_tools():
        return AssetTools


class AnimationLibrary:
    @staticmethod
    def add_curve(animation_sequence, curve_name, curve_type=RawCurveTrackTypes.RCT_FLOAT, meta_data_curve=False):
        assert curve_name not in animation_sequence.curves
        animation_sequence.curves[curve_name] = None

    @staticmethod
    def add_float_curve_keys(animation_sequence, curve_name, times, values):
        # two keys of one time end the real editor
        assert len(times) == len(values) == len(set(times)) and curve_name in animation_sequence.curves
        animation_sequence.curves[curve_name] = list(zip(times, values))

    @staticmethod
    def get_sequence_length(animation_sequence):
        rate = animation_sequence.rate
        return animation_sequence.frames * rate.denominator / rate.numerator

    @staticmethod
    def finalize_bone_animation(animation_sequence):
        animation_sequence.finalized = True


class AnimPose:
    def __init__(self, transforms):
        self.transforms = transforms


class AnimPoseExtensions:
    @staticmethod
    def get_reference_pose(skeleton):
        assert isinstance(skeleton, Skeleton)
        return AnimPose({row[0]: Transform(row[2], row[3]) for row in skeleton.bones})

    @staticmethod
    def get_bone_names(pose):
        return list(pose.transforms)

    @staticmethod
    def get_ref_bone_pose(pose, bone_name, space=AnimPoseSpaces.LOCAL):
        return pose.transforms[bone_name]

    @staticmethod
    def get_anim_pose_at_frame(animation_sequence, frame_index, evaluation_options):
        assert 0 <= frame_index <= animation_sequence.frames
        assert isinstance(evaluation_options, AnimPoseEvaluationOptions)
        pose = AnimPose({})
        for name, keys in animation_sequence.tracks.items():
            position, rotation, _ = keys[frame_index]
            pose.transforms[name] = Transform(
                (position.x, position.y, position.z), (rotation.x, rotation.y, rotation.z, rotation.w)
            )
        return pose

    @staticmethod
    def get_bone_pose(pose, bone_name, space=AnimPoseSpaces.LOCAL):
        return pose.transforms[bone_name]


class SkeletonModifier:
    def set_skeletal_mesh(self, skeletal_mesh):
        self.mesh = skeletal_mesh
        return True

    def get_all_bone_names(self):
        return [row[0] for row in self.mesh.bones]

    def get_parent_name(self, bone_name):
        return next(row[1] for row in self.mesh.bones if row[0] == bone_name) or "None"

    def get_bone_transform(self, bone_name, is_global):
        assert is_global is False
        return next(Transform(*row[2:]) for row in self.mesh.bones if row[0] == bone_name)


class SkeletalMeshComponent:
    def set_skeletal_mesh_asset(self, mesh):
        self.mesh = mesh

    def get_parent_bone(self, bone_name):
        return next(row[1] for row in self.mesh.bones if row[0] == bone_name) or "None"


class SystemLibrary:
    @staticmethod
    def get_engine_version():
        return EDITOR.version


def load_asset(path):
    return EDITOR.assets.get(path.split(".", 1)[0])


def log(text):
    EDITOR.log.append(str(text))


def log_warning(text):
    EDITOR.warnings.append(str(text))


@contextmanager
def fake_editor(version="5.4.4-0+++UE5+Release-5.4", without=()):
    """`import unreal` finds this module, less the names in `without`, with an empty editor."""
    global EDITOR
    EDITOR = Editor(version)
    module = types.ModuleType("unreal")
    module.__dict__.update({name: value for name, value in globals().items() if not name.startswith("_") and name not in without})
    kept = sys.modules.get("unreal")
    sys.modules["unreal"] = module
    for name in [name for name in sys.modules if name.startswith(("tegn_unreal", "tegn_import", "tegn_dump"))]:
        del sys.modules[name]
    try:
        yield EDITOR
    finally:
        del sys.modules["unreal"]
        if kept is not None:
            sys.modules["unreal"] = kept
