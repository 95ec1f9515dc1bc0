"""The fake of the `unreal` module, and that the scripts meet Unreal in one file alone."""
import os
import unittest

from editor_scripts import HERE, fake


class TheFake(unittest.TestCase):
    def test_refuses_names_that_unreal_does_not_document(self):
        with fake.fake_editor():
            import unreal

            with self.assertRaises(AttributeError):
                unreal.import_everything()
            with self.assertRaises(AssertionError):
                unreal.AnimSequenceFactory().set_editor_property("skeleton", None)

    def test_only_one_file_of_the_scripts_touches_unreal(self):
        folder = os.path.join(HERE, "..", "..", "unreal-plugin", "Content", "Python")
        touching = []
        for where, _, names in os.walk(folder):
            for name in names:
                if name.endswith(".py"):
                    with open(os.path.join(where, name), encoding="utf-8") as file:
                        lines = file.read().splitlines()
                    if any(line.startswith(("import unreal", "from unreal")) for line in lines):
                        touching.append(name)
        self.assertEqual(touching, ["engine.py"])


if __name__ == "__main__":
    unittest.main()
