"""Writes seeds for the fuzzer from the protocol's fixtures: python3 make-seeds.py <fixtures> <folder>."""
import struct
import sys
from pathlib import Path

fixtures, folder = Path(sys.argv[1]), Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
record = lambda bits, data: struct.pack('<BH', bits, len(data)) + data
static = [path.read_bytes() for path in sorted(fixtures.glob('static-*.bin'))]
frames = [path.read_bytes() for path in sorted(fixtures.glob('frame-*.bin'))]
texts = [path.read_bytes() for path in sorted((fixtures / 'text').glob('server-*.json'))]
for i, message in enumerate(static + frames):
    (folder / f'binary-{i}').write_bytes(record(3, message))
for i, message in enumerate(texts):
    (folder / f'text-{i}').write_bytes(record(0, message))
whole = [record(0, m) for m in texts] + [record(3, m) for m in static + frames]
(folder / 'session').write_bytes(b''.join(whole))
(folder / 'pieces').write_bytes(b''.join(record(1, m[:7]) + record(3, m[7:]) for m in static + frames))
(folder / 'reconnect').write_bytes(b''.join(whole) + record(4, b'') + b''.join(whole) + record(12, b'') + b''.join(whole))
