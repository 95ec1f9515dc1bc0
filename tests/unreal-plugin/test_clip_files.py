"""The clip files that the editor scripts read, damaged ones included."""
import importlib
import json
import unittest

from editor_scripts import Scripts, clip_document


class ClipFiles(Scripts):
    def parse(self, document):
        return importlib.import_module("tegn_unreal.clip_file").parse_clip_file(document)

    def test_damaged_files_are_refused_with_the_field(self):
        def broken(change):
            document = clip_document()
            change(document)
            return document

        def bone(document):
            return document["clips"][0]["bones"][1]

        for change, where in (
            (lambda d: d.update(format="glTF"), "format"),
            (lambda d: d.update(frameRate={"numerator": 25, "denominator": 0}), "frameRate"),
            (lambda d: d.update(frameCount=0), "frameCount"),
            (lambda d: d.update(frameCount=True), "frameCount"),
            (lambda d: d.update(clips=[]), "clips"),
            (lambda d: d.update(clips=d["clips"] + d["clips"]), "clips"),
            (lambda d: d["clips"][0].update(kind="cloth"), "clips[0].kind"),
            (lambda d: bone(d).update(name=""), "clips[0].bones[1].name"),
            (lambda d: bone(d).update(name="root"), "twice"),
            (lambda d: bone(d)["translations"].pop(), "clips[0].bones[1].translations"),
            (lambda d: bone(d).update(rotations=[1, 1, 1, 1]), "clips[0].bones[1].rotations"),
            (lambda d: bone(d).update(rotations=[0, 0, None, 1]), "finite"),
            (lambda d: bone(d).update(rotations=[0, 0, float("nan"), 1]), "finite"),
            (lambda d: d["clips"][1]["curves"][0].update(values=[0, 1]), "clips[1].curves[0].values"),
        ):
            with self.assertRaises(ValueError) as caught:
                self.parse(broken(change))
            self.assertIn(where, str(caught.exception))

    def test_every_cut_of_a_file_is_refused_or_read(self):
        text = json.dumps(clip_document())
        module = importlib.import_module("tegn_unreal.clip_file")
        for length in range(0, len(text), 7):
            with self.assertRaises(module.ClipFileError):
                module.read_clip_file(self.put("cut.unreal.json", text[:length].encode()))

    def test_names_keep_letters_of_every_script_and_lose_what_unreal_refuses(self):
        asset_name = importlib.import_module("tegn_unreal.import_plan").asset_name
        self.assertEqual(asset_name("hei på deg"), "hei_på_deg")
        self.assertEqual(asset_name('a/b\\c:"d".e'), "a_b_c_d_e")
        self.assertEqual(asset_name("手話"), "手話")
        self.assertEqual(asset_name("..."), "clip")
        self.assertLessEqual(len(asset_name("x" * 300)), 120)


if __name__ == "__main__":
    unittest.main()
