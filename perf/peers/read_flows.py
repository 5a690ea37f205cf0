"""Reads every column of the flows view of a dataset and adds up its bytes.

Arguments: pyarrow or polars, dataset, repeats. Prints JSON with the least seconds of CPU.
"""

import glob
import json
import os
import sys
import time

reader, dataset, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3])
paths = sorted(glob.glob(os.path.join(dataset, "views/flows/*.arrow")))

if reader == "pyarrow":
    import pyarrow as pa
    import pyarrow.compute as pc

    version = f"pyarrow {pa.__version__}"

    def read():
        rows = up = down = 0
        for path in paths:
            with pa.OSFile(path) as source:
                table = pa.ipc.open_file(source).read_all()
            rows += table.num_rows
            up += pc.sum(table["up"]).as_py()
            down += pc.sum(table["down"]).as_py()
        return rows, up, down

else:
    os.environ["POLARS_MAX_THREADS"] = "1"
    import polars as pl

    version = f"polars {pl.__version__}, 1 thread"

    def read():
        rows = up = down = 0
        for path in paths:
            table = pl.read_ipc(path)
            rows += table.height
            up += table["up"].sum()
            down += table["down"].sum()
        return rows, up, down


least = float("inf")
for _ in range(repeats + 1):
    started = time.process_time()
    rows, up, down = read()
    least = min(least, time.process_time() - started)
print(json.dumps({"version": version, "cpu": least, "rows": rows, "up": up, "down": down}))
