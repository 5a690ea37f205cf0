"""A rule in Python with pyarrow alone (pip install pyarrow), answering in text:

    billshock bench -d 'exec:python3 examples/detector-pyarrow.py:view=charging,reads=down'

Scores the bytes that a line has taken in the hour (UTC) in which a record closed, from 1 MB on.

Rows come in the order in which they became visible, so that a record of an earlier hour may come
late: each hour has a sum of its own, and none is begun anew.
"""

import sys

import pyarrow as pa
import pyarrow.ipc as ipc

HOUR = 3_600_000
MB = 1_048_576

used = {}

# The next batch comes only when this one has been answered, so the stream is read batch by batch;
# read_all() would wait for ever.
for batch in ipc.open_stream(sys.stdin.buffer):
    rows = batch.column("row").to_pylist()
    devices = batch.column("device").to_pylist()
    times = batch.column("time").cast(pa.int64()).to_pylist()
    downs = batch.column("down").to_pylist()
    answer = []
    for row, device, time, down in zip(rows, devices, times, downs):
        key = device, time // HOUR
        total = used[key] = used.get(key, 0.0) + down
        if total >= MB:
            answer.append(f"{row},{total!r}\n")
    # Lines row,score for the rows to name, and one empty line; flushed, or nobody sees it.
    print("".join(answer), flush=True)
