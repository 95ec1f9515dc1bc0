"""tegn inside the Unreal editor: animation sequences from tegn's files, reference poses for tegn.

Only engine.py touches the `unreal` module; everything else is plain Python 3.9 and runs anywhere.
"""
