"""tegn_dump_skeleton.py: the reference pose of a mesh or a skeleton as a file."""
import importlib
import json
import os
import unittest

from editor_scripts import BONES, Scripts, fake


class Dumping(Scripts):
    def read_dump(self):
        with open(os.path.join(self.folder, "out", "ada.skeleton.json"), encoding="utf-8") as file:
            return json.load(file)

    def test_writes_a_meshs_own_pose_parents_first(self):
        own = [BONES[0], ("pelvis", "root", (0, 2.5, 88), BONES[1][3]), (*BONES[2], (1, 1, 2))]
        self.editor.add(fake.SkeletalMesh("/Game/Ada", self.skeleton, own))
        code = self.dump("/Game/Ada", os.path.join(self.folder, "out", "ada.skeleton.json"))
        self.assertEqual(code, 0)
        document = self.read_dump()
        self.assertEqual((document["format"], document["version"], document["kind"]), ("unreal-reference-pose", 1, "SkeletalMesh"))
        self.assertEqual(document["engine"], self.editor.version)
        self.assertEqual([bone["name"] for bone in document["bones"]], ["root", "pelvis", "spine_01"])
        self.assertEqual(document["bones"][0], {"name": "root", "parent": None, "t": [0, 0, 0], "q": [0, 0, 0, 1]})
        self.assertEqual(document["bones"][1]["t"], [0, 2.5, 88])
        self.assertEqual(document["bones"][2]["s"], [1, 1, 2])

    def test_writes_a_skeletons_pose_through_its_preview_mesh(self):
        self.skeleton.set_editor_property("preview_skeletal_mesh", self.mesh)
        self.assertEqual(self.dump("/Game/Body/Skel", os.path.join(self.folder, "out", "ada.skeleton.json")), 0)
        document = self.read_dump()
        self.assertEqual(document["kind"], "Skeleton")
        self.assertEqual([bone["parent"] for bone in document["bones"]], [None, "root", "pelvis"])

    def test_says_which_plugin_is_missing(self):
        self.open_editor(without=("SkeletonModifier",))
        self.assertEqual(self.dump("/Game/Body/Mesh", os.path.join(self.folder, "x.json")), 1)
        self.assertIn("Mesh Modeling Toolset", self.editor.warnings[-1])

    def test_refuses_what_tegn_could_not_read(self):
        module = importlib.import_module("tegn_unreal.reference_pose")
        row = {"name": "root", "parent": None, "t": [0, 0, 0], "q": [0, 0, 0, 1]}
        child = {**row, "name": "a", "parent": "b"}
        with self.assertRaisesRegex(ValueError, "root"):
            module.checked([row, {**row, "name": "other"}])
        with self.assertRaisesRegex(ValueError, "twice"):
            module.checked([row, row])
        with self.assertRaisesRegex(ValueError, "length"):
            module.checked([{**row, "q": [0, 0, 0, 0]}])
        with self.assertRaisesRegex(ValueError, "loop"):
            module.parents_first([row, child, {**child, "name": "b", "parent": "a"}])

    def test_a_wrong_call_says_how_it_is_called(self):
        self.assertEqual(self.dump("/Game/Ada"), 2)
        self.assertIn("tegn_dump_skeleton.py", self.editor.warnings[-1])


if __name__ == "__main__":
    unittest.main()
