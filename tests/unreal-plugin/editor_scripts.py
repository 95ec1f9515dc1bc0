"""What the tests of the editor scripts begin with: a clip, an editor of the fake `unreal` module (fake_unreal.py) and the scripts in it."""
import importlib
import json
import os
import shutil
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, "..", "..", "unreal-plugin", "Content", "Python"))

import fake_unreal as fake  # noqa: E402

IDENTITY = (0, 0, 0, 1)
BONES = [
    ("root", None, (0, 0, 0), IDENTITY),
    ("pelvis", "root", (0, 2, 91), (0.5, 0.5, -0.5, 0.5)),
    ("spine_01", "pelvis", (3.4, 0, 0), IDENTITY),
]


def clip_document(frames=3, **changes):
    body = {
        "kind": "body",
        "name": "hello",
        "curves": [],
        "bones": [
            {"name": "root", "parent": None, "translations": [0, 0, 0], "rotations": [0, 0, 0, 1]},
            {
                "name": "pelvis",
                "parent": "root",
                "translations": [value for f in range(frames) for value in (0, 2, 91 + f)],
                "rotations": [0.5, 0.5, -0.5, 0.5],
            },
            {
                "name": "spine_01",
                "parent": "pelvis",
                "translations": [3.4, 0, 0],
                "rotations": [value for f in range(frames) for value in ((0, 0, 0.6, 0.8) if f else IDENTITY)],
            },
        ],
    }
    face = {
        "kind": "face",
        "name": "hello_face",
        "bones": [],
        "curves": [
            {"name": "CTRL_expressions_jawOpen", "values": [f / 10 for f in range(frames)]},
            {"name": "CTRL_expressions_mouthUp", "values": [0.5]},
        ],
    }
    document = {
        "format": "tegn-unreal-clip",
        "version": 1,
        "name": "hello",
        "target": "metahuman",
        "frameRate": {"numerator": 30000, "denominator": 1001},
        "frameCount": frames,
        "startFrame": 7,
        "timecode": "00:00:00:07",
        "metadata": {"source": {"file": "hello.pose"}, "licence": "CC BY 4.0"},
        "clips": [body, face],
    }
    return {**document, **changes}


class Scripts(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="tegn-unreal-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.open_editor()

    def open_editor(self, **options):
        context = fake.fake_editor(**options)
        self.editor = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        self.skeleton = self.editor.add(fake.Skeleton("/Game/Body/Skel", BONES))
        self.mesh = self.editor.add(fake.SkeletalMesh("/Game/Body/Mesh", self.skeleton))
        self.face = self.editor.add(fake.Skeleton("/Game/Face/Skel", BONES[:1]))

    def put(self, name, content):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    def run_import(self, *words):
        standard = [self.folder, "--destination", "/Game/Signs", "--skeleton", "/Game/Body/Mesh"]
        code = importlib.import_module("tegn_import").main([*standard, *words])
        path = os.path.join(self.folder, "tegn-import-report.json")
        report = None
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                report = json.load(file)
        return code, report

    def dump(self, *words):
        return importlib.import_module("tegn_dump_skeleton").main(list(words))
