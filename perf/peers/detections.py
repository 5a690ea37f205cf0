"""Does the three detections of perf/three-detections.ts with another engine.

Arguments: engine, dataset, repeats. Prints JSON with the least seconds of CPU of each detection from
columns in memory, and what it found.
"""

import glob
import json
import os
import sys
import time

engine, dataset, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3])
threads = 2 if engine.endswith("-2") else 1
os.environ["POLARS_MAX_THREADS"] = str(threads)

import pyarrow as pa

DAY, HOUR = 86_400_000, 3_600_000
CAP, FLOOR, MEMORY, SPIKE_FLOOR, SPIKE = 1_000_000_000, 5_000_000, 16, 1_000_000, 8
columns = ["visibleAt", "device", "up", "down"]
paths = sorted(glob.glob(os.path.join(dataset, "views/flows/*.arrow")))
tables = [pa.ipc.open_file(pa.OSFile(path)).read_all().select(columns) for path in paths]
table = pa.concat_tables(tables)
table = table.set_column(0, "visibleAt", table["visibleAt"].cast(pa.int64()))


def with_polars():
    import polars as pl

    frame = pl.from_arrow(table).with_columns(bytes=pl.col("up") + pl.col("down")).rechunk()

    def volume():
        found = (
            frame.lazy()
            .with_columns(day=pl.col("visibleAt") // DAY)
            .with_columns(used=pl.col("bytes").cum_sum().over("device", "day"))
            .filter((pl.col("used") > CAP) & (pl.col("used") - pl.col("bytes") <= CAP))
            .select(pl.len(), pl.col("visibleAt").sum())
            .collect()
        )
        return found.row(0)

    def up_share():
        found = (
            frame.lazy()
            .group_by("device", hour=pl.col("visibleAt") // HOUR)
            .agg(pl.col("up").sum(), pl.col("bytes").sum())
            .filter((pl.col("bytes") >= FLOOR) & (2 * pl.col("up") > pl.col("bytes")))
            .select(pl.len(), pl.col("up").sum())
            .collect()
        )
        return found.row(0)

    def spike():
        before = pl.col("bytes").rolling_sum(MEMORY).shift(1).over("device")
        found = (
            frame.lazy()
            .with_columns(before=before)
            .filter((pl.col("bytes") > SPIKE_FLOOR) & (pl.col("bytes") * MEMORY > SPIKE * pl.col("before")))
            .select(pl.len(), pl.col("bytes").sum())
            .collect()
        )
        return found.row(0)

    return f"polars {pl.__version__}", volume, up_share, spike


def with_duckdb():
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}")
    connection.register("arrow", table)
    connection.execute(
        "CREATE TABLE flows AS SELECT *, up + down AS bytes, row_number() OVER () AS n FROM arrow"
    )

    def ask(sql):
        return lambda: connection.execute(sql).fetchone()

    return (
        f"DuckDB {duckdb.__version__}",
        ask(
            f"""SELECT count(*), sum(visibleAt) FROM (
                SELECT visibleAt, bytes, sum(bytes) OVER (PARTITION BY device, visibleAt // {DAY} ORDER BY n
                  ROWS UNBOUNDED PRECEDING) AS used FROM flows)
                WHERE used > {CAP} AND used - bytes <= {CAP}"""
        ),
        ask(
            f"""SELECT count(*), sum(up) FROM (
                SELECT sum(up) AS up, sum(bytes) AS bytes FROM flows GROUP BY device, visibleAt // {HOUR})
                WHERE bytes >= {FLOOR} AND 2 * up > bytes"""
        ),
        ask(
            f"""SELECT count(*), sum(bytes) FROM (
                SELECT bytes, sum(bytes) OVER earlier AS before, count(*) OVER earlier AS seen FROM flows
                WINDOW earlier AS (PARTITION BY device ORDER BY n ROWS BETWEEN {MEMORY} PRECEDING AND 1 PRECEDING))
                WHERE bytes > {SPIKE_FLOOR} AND seen = {MEMORY} AND bytes * {MEMORY} > {SPIKE} * before"""
        ),
    )


def loops(wrap, new, arrays):
    """The same loops as ours; `new` makes a list or an array of zeros."""
    visible_at, device, up, down, devices = arrays

    @wrap
    def volume(visible_at, device, up, down, used, current):
        count, checksum = 0, 0.0
        for i in range(len(device)):
            id = device[i]
            day = visible_at[i] // DAY
            before = used[id] if current[id] == day else 0.0
            after = before + up[i] + down[i]
            current[id] = day
            used[id] = after
            if before <= CAP and after > CAP:
                count += 1
                checksum += visible_at[i]
        return count, checksum

    @wrap
    def up_share(visible_at, device, up, down, hour_up, hour_down, current):
        count, checksum = 0, 0.0
        for i in range(len(device)):
            id = device[i]
            hour = visible_at[i] // HOUR
            if current[id] != hour:
                sent = hour_up[id]
                if sent + hour_down[id] >= FLOOR and 2 * sent > sent + hour_down[id]:
                    count += 1
                    checksum += sent
                current[id] = hour
                hour_up[id] = 0.0
                hour_down[id] = 0.0
            hour_up[id] += up[i]
            hour_down[id] += down[i]
        for id in range(len(current)):
            sent = hour_up[id]
            if sent + hour_down[id] >= FLOOR and 2 * sent > sent + hour_down[id]:
                count += 1
                checksum += sent
        return count, checksum

    @wrap
    def spike(device, up, down, last, total, seen):
        count, checksum = 0, 0.0
        for i in range(len(device)):
            id = device[i]
            size = up[i] + down[i]
            if size > SPIKE_FLOOR and seen[id] >= MEMORY and size * MEMORY > SPIKE * total[id]:
                count += 1
                checksum += size
            at = id * MEMORY + int(seen[id]) % MEMORY
            seen[id] += 1
            total[id] += size - last[at]
            last[at] = size
        return count, checksum

    return (
        lambda: volume(visible_at, device, up, down, new(devices), new(devices)),
        lambda: up_share(visible_at, device, up, down, new(devices), new(devices), new(devices)),
        lambda: spike(device, up, down, new(devices * MEMORY), new(devices), new(devices)),
    )


def with_numba():
    import numba
    import numpy as np

    arrays = [table[name].to_numpy() for name in columns]
    devices = int(arrays[1].max()) + 1
    detections = loops(numba.njit, np.zeros, (*arrays, devices))
    return f"numba {numba.__version__}", *detections


def with_python():
    lists = [table[name].to_pylist() for name in columns]
    devices = max(lists[1]) + 1
    detections = loops(lambda work: work, lambda length: [0.0] * length, (*lists, devices))
    return f"Python {sys.version.split()[0]}", *detections


engines = {"polars": with_polars, "duckdb": with_duckdb, "numba": with_numba, "python": with_python}
version, *detections = engines[engine.removesuffix("-2")]()
cpu, answers = {}, {}
for rule, detect in zip(["volume", "upShare", "spike"], detections):
    least = float("inf")
    # The first time compiles; nothing compiles plain Python.
    for _ in range(1 if engine == "python" else repeats + 1):
        started = time.process_time()
        count, checksum = detect()
        least = min(least, time.process_time() - started)
    cpu[rule] = least
    answers[rule] = {"count": int(count), "checksum": int(checksum or 0)}
print(json.dumps({"version": version, "rows": table.num_rows, "cpu": cpu, "answers": answers}))
