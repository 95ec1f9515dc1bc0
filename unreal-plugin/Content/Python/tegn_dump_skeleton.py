"""Writes the reference pose of a skeletal mesh for `tegn skeleton import`. In the editor's Python console (Cmd):

py "<plugin>/Content/Python/tegn_dump_skeleton.py" /Game/MetaHumans/Ada/Body/f_med_nrw_body C:/tegn/ada.skeleton.json
"""
import sys

from tegn_unreal import engine
from tegn_unreal.arguments import UsageError, dump_arguments
from tegn_unreal.reference_pose import write_reference_pose


def main(words):
    """0 when the file was written, 1 when Unreal or the skeleton refused, 2 for a wrong call."""
    try:
        asset, output = dump_arguments(words)
    except UsageError as error:
        engine.log_warning(f"tegn: {error}")
        return 2
    try:
        write_reference_pose(engine, asset, output)
    except (engine.EngineError, ValueError, OSError) as error:
        engine.log_warning(f"tegn: {error}")
        return 1
    return 0


if __name__ == "__main__":
    main(sys.argv[1:])
