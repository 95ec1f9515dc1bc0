"""A fake of Unreal's `unreal` module. It is NOT Unreal.

It holds only the classes, functions and properties that the scripts use, as Epic's Python API pages of 5.3 to 5.8 list them, records
every call, and refuses everything else: unknown attributes, unknown editor properties, arguments of the wrong number or type. What it
proves is that the scripts call documented names with arguments of documented kinds in a sensible order; what it cannot prove is that
Unreal does with them what its pages say.
"""
import sys
import types
from contextlib import contextmanager


class Object:
    properties = ()

    def __init__(self):
        self._values = {}

    def get_editor_property(self, name):
        assert name in self.properties, f"{type(self).__name__} has no property {name}"
        return self._values.get(name)

    def set_editor_property(self, name, value):
        assert name in self.properties, f"{type(self).__name__} has no property {name}"
        self._values[name] = value


class Asset(Object):
    def __init__(self, path=""):
        super().__init__()
        self.path = path
        self.tags = {}

    def get_path_name(self):
        return f"{self.path}.{self.path.rsplit('/', 1)[-1]}"


class Skeleton(Asset):
    properties = ("preview_skeletal_mesh",)

    def __init__(self, path, bones):
        super().__init__(path)
        self.bones = bones  # rows of name, parent, translation, rotation


class SkeletalMesh(Asset):
    properties = ("skeleton",)

    def __init__(self, path, skeleton, bones=None):
        super().__init__(path)
        self._values["skeleton"] = skeleton
        self.bones = bones or skeleton.bones


class AnimSequence(Asset):
    properties = ("controller",)

    def __init__(self, path, skeleton):
        super().__init__(path)
        self.skeleton = skeleton
        self.rate = None
        self.frames = None
        self.tracks = {}
        self.curves = {}
        self.finalized = False
        self._values["controller"] = AnimationDataController(self)


class Vector:
    def __init__(self, x=0.0, y=0.0, z=0.0):
        self.x, self.y, self.z = float(x), float(y), float(z)


class Quat:
    def __init__(self, x=0.0, y=0.0, z=0.0, w=1.0):
        self.x, self.y, self.z, self.w = float(x), float(y), float(z), float(w)


class Transform:
    def __init__(self, translation, rotation, scale=(1, 1, 1)):
        self.translation, self.rotation, self.scale3d = Vector(*translation), Quat(*rotation), Vector(*scale)


class FrameRate:
    def __init__(self, numerator=60000, denominator=1001):
        assert isinstance(numerator, int) and isinstance(denominator, int)
        self.numerator, self.denominator = numerator, denominator


class FrameNumber:
    def __init__(self, value=0):
        assert isinstance(value, int)
        self.value = value


class Text(str):
    pass


class AnimationDataController:
    def __init__(self, sequence):
        self.sequence = sequence
        self.open = 0

    def open_bracket(self, title, should_transact=True):
        assert isinstance(title, Text)
        self.open += 1

    def close_bracket(self, should_transact=True):
        assert self.open > 0
        self.open -= 1

    def set_frame_rate(self, frame_rate, should_transact=True):
        assert self.open and isinstance(frame_rate, FrameRate)
        self.sequence.rate = frame_rate

    def set_number_of_frames(self, new_number_of_frames, should_transact=True):
        assert self.open and isinstance(new_number_of_frames, FrameNumber) and new_number_of_frames.value > 0
        self.sequence.frames = new_number_of_frames.value

    def add_bone_curve(self, bone_name, should_transact=True):
        self.sequence.tracks.setdefault(bone_name, None)
        return True

    def set_bone_track_keys(self, bone_name, positional_keys, rotational_keys, scaling_keys, should_transact=True):
        assert all(isinstance(key, Vector) for key in [*positional_keys, *scaling_keys])
        assert all(isinstance(key, Quat) for key in rotational_keys)
        lengths = {len(positional_keys), len(rotational_keys), len(scaling_keys)}
        known = bone_name in self.sequence.tracks and bone_name in [row[0] for row in self.sequence.skeleton.bones]
        if lengths != {self.sequence.frames + 1} or not known:
            return False
        self.sequence.tracks[bone_name] = list(zip(positional_keys, rotational_keys, scaling_keys))
        return True


class AnimSequenceFactory(Object):
    properties = ("target_skeleton", "preview_skeletal_mesh")


class RawCurveTrackTypes:
    RCT_FLOAT = "RCT_FLOAT"


class AnimPoseSpaces:
    LOCAL = "LOCAL"
    WORLD = "WORLD"


class AnimDataEvalType:
    SOURCE = "SOURCE"
    RAW = "RAW"
    COMPRESSED = "COMPRESSED"


class AnimPoseEvaluationOptions(Object):
    properties = (
        "evaluation_type",
        "should_retarget",
        "extract_root_motion",
        "incorporate_root_motion_into_pose",
        "optional_skeletal_mesh",
        "retrieve_additive_as_full_pose",
        "evaluate_curves",
    )


class FBXImportType:
    FBXIT_ANIMATION = "FBXIT_ANIMATION"


class FBXAnimationLengthImportType:
    FBXALIT_EXPORTED_TIME = "FBXALIT_EXPORTED_TIME"


class FbxAnimSequenceImportData(Object):
    properties = (
        "animation_length",
        "import_bone_tracks",
        "import_custom_attribute",
        "do_not_import_curve_with_zero",
        "remove_redundant_keys",
        "use_default_sample_rate",
        "custom_sample_rate",
        "snap_to_closest_frame_boundary",
        "convert_scene",
        "force_front_x_axis",
        "convert_scene_unit",
    )


class FbxImportUI(Object):
    properties = (
        "automated_import_should_detect_type",
        "mesh_type_to_import",
        "import_as_skeletal",
        "import_mesh",
        "import_animations",
        "import_materials",
        "import_textures",
        "skeleton",
        "anim_sequence_import_data",
    )

    def __init__(self):
        super().__init__()
        self._values["anim_sequence_import_data"] = FbxAnimSequenceImportData()


class AssetImportTask(Object):
    properties = (
        "filename",
        "destination_path",
        "destination_name",
        "automated",
        "replace_existing",
        "save",
        "options",
        "imported_object_paths",
    )


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
