"""A rule in Python with polars (pip install polars pyarrow), answering in Arrow:

    billshock bench -d 'exec:python3 examples/detector-polars.py:view=charging,reads=down'

Scores the bytes that a line has taken in the hour (UTC) in which a record closed, from 1 MB on.

Rows come in the order in which they became visible, so that a record of an earlier hour may come
late: sums of earlier batches are joined by line and hour, and none is begun anew.
"""

import sys

import polars as pl
import pyarrow.ipc as ipc

HOUR = 3_600_000
MB = 1_048_576
KEY = ["device", "hour"]

used = pl.DataFrame(schema={"device": pl.UInt32, "hour": pl.Int64, "before": pl.Float64})

# The next batch comes only when this one has been answered, so the stream is read batch by batch;
# pl.read_ipc_stream would wait for ever.
for batch in ipc.open_stream(sys.stdin.buffer):
    rows = (
        pl.from_arrow(batch)
        .with_columns(hour=pl.col("time").dt.epoch("ms") // HOUR)
        .join(used, on=KEY, how="left", maintain_order="left")
        .with_columns(
            score=pl.col("before").fill_null(0.0) + pl.col("down").cum_sum().over(KEY)
        )
    )
    latest = rows.group_by(KEY).agg(before=pl.col("score").last())
    used = pl.concat([used.join(latest, on=KEY, how="anti"), latest])
    # One record batch with columns row and score answers it, perhaps without rows; a whole stream
    # for each answer will do. Flushed, or nobody sees it.
    answer = rows.filter(pl.col("score") >= MB).select("row", "score").rechunk()
    answer.write_ipc_stream(sys.stdout.buffer)
    sys.stdout.buffer.flush()
