"""Imports a folder of tegn's clips as animation sequences. In the editor's Python console (Cmd):

py "<plugin>/Content/Python/tegn_import.py" "C:/clips" --destination /Game/Signs
   --skeleton /Game/MetaHumans/Common/Female/Medium/NormalWeight/Body/metahuman_base_skel
   --face-skeleton /Game/MetaHumans/Common/Face/Face_Archetype_Skeleton

or without a window: UnrealEditor-Cmd <project> -run=pythonscript -script="tegn_import.py C:/clips ..."
"""
import sys

from tegn_unreal import engine
from tegn_unreal.arguments import UsageError, import_options
from tegn_unreal.import_clips import import_folder, write_report


def main(words):
    """0 when everything was imported, 1 when something failed, 2 for a wrong call."""
    try:
        options, report_path = import_options(words)
        report = import_folder(options, engine)
    except (UsageError, engine.EngineError) as error:
        engine.log_warning(f"tegn: {error}")
        return 2
    write_report(report, report_path)
    return 1 if report.count("failed") else 0


if __name__ == "__main__":
    main(sys.argv[1:])
