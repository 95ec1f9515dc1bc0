"""tegn_import.py: clips and FBX files become sequences."""
import json
import math
import unittest
from unittest import mock

from editor_scripts import BONES, Scripts, clip_document, fake


class Importing(Scripts):
    def test_makes_a_body_and_a_face_sequence_with_a_key_on_every_frame(self):
        self.put("hello.unreal.json", clip_document())
        code, report = self.run_import("--face-skeleton", "/Game/Face/Skel")
        self.assertEqual(code, 0)
        body = self.editor.assets["/Game/Signs/hello"]
        face = self.editor.assets["/Game/Signs/hello_face"]
        self.assertIs(body.skeleton, self.skeleton)
        self.assertIs(face.skeleton, self.face)
        for sequence in (body, face):
            self.assertEqual((sequence.rate.numerator, sequence.rate.denominator, sequence.frames), (30000, 1001, 2))
            self.assertTrue(sequence.finalized)
            self.assertEqual(sequence.get_editor_property("controller").open, 0)
        self.assertEqual([key[0].z for key in body.tracks["pelvis"]], [91, 92, 93])
        self.assertEqual([key[1].z for key in body.tracks["spine_01"]], [0, 0.6, 0.6])
        self.assertEqual([key[2].x for key in body.tracks["root"]], [1, 1, 1])
        times, values = zip(*face.curves["CTRL_expressions_jawOpen"])
        self.assertEqual(values, (0, 0.1, 0.2))
        self.assertAlmostEqual(times[2], 2 * 1001 / 30000, places=12)
        self.assertEqual([value for _, value in face.curves["CTRL_expressions_mouthUp"]], [0.5] * 3)
        self.assertEqual(report["summary"], "tegn: 2 imported, 0 unchanged, 0 skipped, 0 failed")
        self.assertEqual(sorted(self.editor.saved), ["/Game/Signs/hello", "/Game/Signs/hello_face"])

    def test_writes_the_provenance_into_the_asset(self):
        self.put("hello.unreal.json", clip_document())
        self.run_import()
        tags = self.editor.assets["/Game/Signs/hello"].tags
        provenance = json.loads(tags["tegn.provenance"])
        self.assertEqual(provenance["licence"], "CC BY 4.0")
        self.assertEqual((provenance["file"], provenance["startFrame"]), ("hello.unreal.json", 7))

    def test_leaves_out_the_face_without_a_face_skeleton_and_says_so(self):
        self.put("hello.unreal.json", clip_document())
        code, report = self.run_import()
        self.assertEqual(code, 0)
        self.assertNotIn("/Game/Signs/hello_face", self.editor.assets)
        self.assertEqual([asset["status"] for asset in report["files"][0]["assets"]], ["imported", "skipped"])
        self.assertIn("--face-skeleton", report["files"][0]["assets"][1]["message"])

    def test_skips_what_is_unchanged_and_replaces_what_changed(self):
        self.put("hello.unreal.json", clip_document())
        self.run_import()
        first = self.editor.assets["/Game/Signs/hello"]
        code, report = self.run_import()
        self.assertIs(self.editor.assets["/Game/Signs/hello"], first)
        self.assertEqual(report["summary"], "tegn: 0 imported, 1 unchanged, 1 skipped, 0 failed")
        self.put("hello.unreal.json", clip_document(frames=4))
        self.run_import()
        second = self.editor.assets["/Game/Signs/hello"]
        self.assertIsNot(second, first)
        self.assertEqual(second.frames, 3)
        self.run_import("--force")
        self.assertIsNot(self.editor.assets["/Game/Signs/hello"], second)

    def test_imports_again_onto_another_skeleton(self):
        self.put("hello.unreal.json", clip_document())
        self.run_import()
        self.editor.add(fake.Skeleton("/Game/Other/Skel", BONES))
        _, report = self.run_import("--skeleton", "/Game/Other/Skel")
        self.assertEqual(report["files"][0]["assets"][0]["status"], "imported")

    def test_one_bad_file_does_not_stop_the_rest(self):
        self.put("a.unreal.json", b"{ no json")
        self.put("b.unreal.json", clip_document(version=2))
        self.put("c.unreal.json", clip_document())
        code, report = self.run_import()
        self.assertEqual(code, 1)
        statuses = [file["assets"][0]["status"] for file in report["files"]]
        self.assertEqual(statuses, ["failed", "failed", "imported"])
        self.assertIn("version 1", report["files"][1]["assets"][0]["message"])

    def test_an_asset_in_use_fails_alone(self):
        self.put("a.unreal.json", clip_document())
        self.put("b.unreal.json", clip_document())
        self.run_import()
        self.editor.locked.add("/Game/Signs/a")
        code, report = self.run_import("--force")
        self.assertEqual(code, 1)
        self.assertIn("in use", report["files"][0]["assets"][0]["message"])
        self.assertEqual(report["files"][1]["assets"][0]["status"], "imported")

    def test_bones_that_the_skeleton_lacks_are_reported_and_left_out(self):
        document = clip_document()
        document["clips"][0]["bones"][2]["name"] = "spine_99"
        self.put("hello.unreal.json", document)
        code, report = self.run_import()
        self.assertEqual(code, 0)
        self.assertIn("spine_99", report["files"][0]["assets"][0]["message"])
        self.assertEqual(set(self.editor.assets["/Game/Signs/hello"].tracks), {"root", "pelvis"})

    def test_a_clip_for_another_skeleton_altogether_fails(self):
        document = clip_document()
        for bone in document["clips"][0]["bones"]:
            bone["name"] = f"mixamorig:{bone['name']}"
        self.put("hello.unreal.json", document)
        code, report = self.run_import()
        self.assertEqual(code, 1)
        self.assertIn("another target", report["files"][0]["assets"][0]["message"])
        self.assertNotIn("/Game/Signs/hello", self.editor.assets)

    def test_does_without_the_editor_scripting_plugin(self):
        self.open_editor(without=("EditorAssetLibrary",))
        self.put("hello.unreal.json", clip_document())
        self.assertEqual(self.run_import()[0], 0)
        _, report = self.run_import()
        self.assertEqual(report["summary"], "tegn: 0 imported, 1 unchanged, 1 skipped, 0 failed")

    def test_says_what_the_editor_holds_otherwise_than_the_file(self):
        self.put("hello.unreal.json", clip_document(frames=5))
        library, extensions = fake.AnimationLibrary, fake.AnimPoseExtensions
        with mock.patch.object(library, "get_sequence_length", staticmethod(lambda sequence: 0.1)):
            _, report = self.run_import()
        self.assertIn("0.100 s long, not 0.133", report["files"][0]["assets"][0]["message"])
        tenth = math.sin(math.radians(0.05))
        turned = fake.Transform((3.4, 0, 0.5), (tenth, 0, 0.6, 0.8))
        held = extensions.get_bone_pose
        broken = staticmethod(lambda pose, name, space: turned if name == "spine_01" else held(pose, name, space))
        with mock.patch.object(extensions, "get_bone_pose", broken):
            _, report = self.run_import("--force")
        # the first frame stands elsewhere: 2 asin(0.6) is 73.7 degrees
        self.assertIn("read back 0.500 cm and 73.7", report["files"][0]["assets"][0]["message"])
        _, report = self.run_import("--force")
        self.assertEqual(report["files"][0]["assets"][0]["message"], "")

    def test_a_clip_of_one_frame_gets_a_second_equal_key(self):
        self.put("hello.unreal.json", clip_document(frames=1))
        code, _ = self.run_import("--face-skeleton", "/Game/Face/Skel")
        self.assertEqual(code, 0)
        self.assertEqual(self.editor.assets["/Game/Signs/hello"].frames, 1)
        self.assertEqual(len(self.editor.assets["/Game/Signs/hello_face"].curves["CTRL_expressions_jawOpen"]), 2)

    def test_names_come_from_the_files_by_template_and_never_collide(self):
        for name in ("tegn språk.unreal.json", "tegn/språk.unreal.json", "a!.unreal.json", "A?.unreal.json"):
            self.put(name, clip_document())
        self.run_import("--name", "A_{stem}{suffix}")
        self.assertEqual(
            sorted(path for path in self.editor.assets if path.startswith("/Game/Signs")),
            ["/Game/Signs/A_A", "/Game/Signs/A_a_2", "/Game/Signs/A_tegn_språk", "/Game/Signs/tegn/A_språk"],
        )

    def test_shows_progress_and_stops_when_the_user_cancels(self):
        for name in "abc":
            self.put(f"{name}.unreal.json", clip_document())
        self.editor.cancel_after = 2
        _, report = self.run_import()
        self.assertTrue(report["cancelled"])
        self.assertEqual([file["source"] for file in report["files"]], ["a.unreal.json", "b.unreal.json"])

    def test_fbx_files_go_through_the_import_task_with_unreals_own_settings(self):
        self.put("hello.fbx", b"Kaydara FBX Binary  \x00")
        self.put("broken.fbx", b"nothing")
        code, report = self.run_import("--kind", "fbx")
        self.assertEqual(code, 1)
        self.assertEqual([file["assets"][0]["status"] for file in report["files"]], ["failed", "imported"])
        options = self.editor.imported_tasks[1].get_editor_property("options")
        data = options.get_editor_property("anim_sequence_import_data")
        self.assertFalse(options.get_editor_property("import_mesh"))
        self.assertTrue(data.get_editor_property("import_custom_attribute"))
        self.assertFalse(data.get_editor_property("do_not_import_curve_with_zero"))
        self.assertFalse(data.get_editor_property("force_front_x_axis"))
        _, again = self.run_import("--kind", "fbx")
        self.assertEqual(again["files"][1]["assets"][0]["status"], "unchanged")

    def test_a_wrong_call_imports_nothing_and_says_why(self):
        self.put("hello.unreal.json", clip_document())
        for words, why in (
            (["--skeleton", "/Game/Nothing"], "/Game/Nothing"),
            (["--destination", "Signs"], "--destination"),
            (["--name", "always"], "--name"),
            (["--name", "{stem}{word}"], "--name"),
            (["--kind", "obj"], "--kind"),
        ):
            code, report = self.run_import(*words)
            self.assertEqual((code, report), (2, None), words)
            self.assertIn(why, self.editor.warnings[-1])

    def test_uses_the_older_name_of_the_track_call_where_only_that_exists(self):
        class OldController(fake.AnimationDataController):
            add_bone_track = fake.AnimationDataController.add_bone_curve

            def __getattribute__(self, name):
                if name == "add_bone_curve":
                    raise AttributeError(name)
                return super().__getattribute__(name)

        with mock.patch("fake_objects.AnimationDataController", OldController):
            self.put("hello.unreal.json", clip_document())
            self.assertEqual(self.run_import()[0], 0)


if __name__ == "__main__":
    unittest.main()
