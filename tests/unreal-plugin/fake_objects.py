"""Assets, values and settings of the fake `unreal` module: what needs no editor (fake_unreal.py)."""


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
