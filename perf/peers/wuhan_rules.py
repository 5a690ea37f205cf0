"""Does a rule of perf/beside/wuhan-rules.ts on records of many lines with another engine.

Arguments: pandas or duckdb, rule, Arrow file, repeats. Prints JSON with the least seconds of CPU from
columns in memory to alarms, and what was found. Records lie in order of closing.
"""

import json
import sys
import time

engine, rule, path, repeats = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])

if engine == "pandas":
    import pandas as pd
else:
    import duckdb
import pyarrow as pa

MINUTE, HOUR = 60_000, 3_600_000
GB, MB = 2**30, 2**20
LIMIT, BUCKET, BUCKETS = 3 * GB, 5 * MINUTE, 12
LEAST, TOLERANCE, RUN = MB, 0.001, 60
# 2015-11-11T00:00Z: times are told from there, as sums of many must stay whole.
CASE = 1_447_200_000_000

table = pa.ipc.open_file(pa.OSFile(path)).read_all()
for i, name in enumerate(table.column_names):
    if pa.types.is_timestamp(table.field(i).type):
        table = table.set_column(i, name, table[name].cast(pa.int64()))


def with_pandas():
    records = table.to_pandas()

    def rate_window():
        # A record counts wholly in the five minutes in which it closed.
        closed = pd.to_datetime(records["time"] // BUCKET * BUCKET, unit="ms")
        moved = pd.DataFrame(
            {
                "device": records["device"],
                "closed": closed,
                "bytes": records["up"] + records["down"],
            }
        )
        window = pd.Timedelta(BUCKET * BUCKETS, "ms")
        sums = moved.groupby("device").rolling(window, on="closed")["bytes"].sum()
        # They come line by line.
        places = moved["device"].argsort(kind="stable")
        return pd.Series(sums.to_numpy() >= LIMIT, index=places).sort_index()

    def equal_record_run():
        sizes = records["up"] + records["down"]
        kept = records.assign(bytes=sizes)[sizes >= LEAST]
        lines = kept.groupby("device")
        before = lines["bytes"].shift()
        ended = lines["time"].cummax().groupby(kept["device"]).shift()
        equal = (kept["bytes"] - before).abs() <= TOLERANCE * kept["bytes"]
        goes_on = equal & (kept["start"] - ended <= HOUR)
        stretch = (~goes_on).groupby(kept["device"]).cumsum()
        run = kept.groupby([kept["device"], stretch]).cumcount() + 1
        return (run >= RUN).reindex(records.index, fill_value=False)

    def detect():
        reached = records[rate_window() if rule == "rate-window" else equal_record_run()]
        first = reached.drop_duplicates("device")
        return (
            len(reached),
            (reached["time"] - CASE).sum(),
            len(first),
            (first["time"] - CASE).sum(),
        )

    return f"pandas {pd.__version__}", detect


def with_duckdb():
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.register("arrow", table)
    connection.execute(
        "CREATE TABLE records AS SELECT *, up + down AS bytes, row_number() OVER () AS n FROM arrow"
    )
    # A window over equal keys would hold the records that come later: each has a key of its own,
    # its five minutes and then its place on the line, and looks back over its own place.
    rate_window = f"""
        SELECT n, device, time, sum(bytes) OVER (PARTITION BY device ORDER BY key
          RANGE BETWEEN {(BUCKETS - 1) * 2**20} + place PRECEDING AND CURRENT ROW) >= {LIMIT} AS reached
        FROM (SELECT *, (time // {BUCKET}) * {2**20} + place AS key
          FROM (SELECT *, row_number() OVER (PARTITION BY device ORDER BY n) AS place FROM records))"""
    equal_record_run = f"""
        SELECT n, device, time,
          row_number() OVER (PARTITION BY device, stretch ORDER BY n) >= {RUN} AS reached
        FROM (SELECT *, count(*) FILTER (NOT goes_on) OVER (PARTITION BY device ORDER BY n
            ROWS UNBOUNDED PRECEDING) AS stretch
          FROM (SELECT *, coalesce(abs(bytes - lag(bytes) OVER line) <= {TOLERANCE}::DOUBLE * bytes
              AND start - max(time) OVER (line ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                <= {HOUR}, false) AS goes_on
            FROM records WHERE bytes >= {LEAST} WINDOW line AS (PARTITION BY device ORDER BY n)))"""
    judged = rate_window if rule == "rate-window" else equal_record_run
    question = f"""
        WITH reached AS (SELECT device, time - {CASE} AS moment FROM ({judged}) WHERE reached),
          first AS (SELECT min(moment) AS moment FROM reached GROUP BY device)
        SELECT (SELECT count(*) FROM reached), (SELECT sum(moment) FROM reached),
          (SELECT count(*) FROM first), (SELECT sum(moment) FROM first)"""
    return f"DuckDB {duckdb.__version__}", lambda: connection.execute(question).fetchone()


version, detect = with_pandas() if engine == "pandas" else with_duckdb()
least = float("inf")
# The first time warms up.
for _ in range(repeats + 1):
    started = time.process_time()
    found = detect()
    least = min(least, time.process_time() - started)
names = ["reached", "reachedAt", "lines", "linesAt"]
answer = {name: int(value or 0) for name, value in zip(names, found)}
print(json.dumps({"version": version, "units": table.num_rows, "cpu": least, "answer": answer}))
