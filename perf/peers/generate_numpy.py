"""Draws rows with the columns of the flows view with numpy and writes them with pyarrow.

Arguments: rows, devices, days, folder. Prints JSON with seconds of CPU. Rows are independent of each
other: no device has a day, a link or a bill, and nothing is labelled.
"""

import json
import os
import sys
import time

import numpy as np
import pyarrow as pa

rows, devices, days = (int(arg) for arg in sys.argv[1:4])
path = os.path.join(sys.argv[4], "numpy.arrow")
MINUTE = 60_000


def draw():
    rng = np.random.default_rng(1)
    minute = rng.integers(0, days * 1440, rows)
    time_ = (minute + 1) * MINUTE
    down = np.floor(rng.lognormal(9, 2, rows))
    up = np.floor(down * rng.random(rows) * 0.3)
    flows = rng.integers(1, 12, rows, dtype=np.uint32)
    return {
        "time": time_,
        "visibleAt": time_ + rng.integers(0, 20_000, rows),
        "device": rng.integers(0, devices, rows, dtype=np.uint32),
        "seq": np.arange(rows, dtype=np.uint32),
        "start": minute * MINUTE + rng.integers(0, MINUTE, rows),
        "up": up,
        "down": down,
        "packetsUp": np.ceil(up / 120).astype(np.uint32),
        "packetsDown": np.ceil(down / 1100).astype(np.uint32),
        "flows": flows,
        "peers": np.maximum(1, flows - rng.integers(0, 4, rows, dtype=np.uint32)),
        "hiPortShare": rng.random(rows, dtype=np.float32),
        "app": rng.integers(0, 14, rows, dtype=np.uint8),
        "access": rng.integers(1, 4, rows, dtype=np.uint8),
        "rat": rng.integers(1, 5, rows, dtype=np.uint8),
        "province": rng.integers(1, 35, rows, dtype=np.uint8),
        "roaming": rng.integers(0, 2, rows, dtype=np.uint8),
        "ttl": np.full(rows, 64, dtype=np.uint8),
        "osFingerprint": rng.integers(1, 3, rows, dtype=np.uint8),
    }


def order(columns):
    place = np.lexsort((columns["seq"], columns["device"], columns["visibleAt"]))
    return {name: values[place] for name, values in columns.items()}


def write(columns):
    words = {"app": 14, "access": 4, "rat": 5, "province": 35, "osFingerprint": 7}
    arrays = {}
    for name, values in columns.items():
        if name in ("time", "visibleAt", "start"):
            arrays[name] = pa.array(values).view(pa.timestamp("ms", tz="UTC"))
        elif name in words:
            dictionary = pa.array([f"word-{i}" for i in range(words[name])])
            arrays[name] = pa.DictionaryArray.from_arrays(pa.array(values), dictionary)
        else:
            arrays[name] = pa.array(values)
    table = pa.table(arrays)
    with pa.OSFile(path, "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=65_536)


def timed(work, *args):
    started = time.process_time()
    result = work(*args)
    return result, time.process_time() - started


drawn, draw_seconds = timed(draw)
ordered, order_seconds = timed(order, drawn)
_, write_seconds = timed(write, ordered)
answer = {
    "version": f"numpy {np.__version__}, pyarrow {pa.__version__}",
    "rows": rows,
    "bytes": os.path.getsize(path),
    "draw": draw_seconds,
    "order": order_seconds,
    "write": write_seconds,
    "file": "Arrow",
}
os.remove(path)
print(json.dumps(answer))
