"""Draws rows with the columns of the flows view in DuckDB and writes them to Parquet.

Arguments: rows, devices, days, folder. Prints JSON with seconds of CPU. DuckDB writes no Arrow file
without an extension that has to be downloaded, so its file is uncompressed Parquet.
"""

import json
import os
import sys
import time

import duckdb

rows, devices, days = (int(arg) for arg in sys.argv[1:4])
path = os.path.join(sys.argv[4], "duckdb.parquet")
connection = duckdb.connect()
connection.execute("SET threads = 1")
connection.execute("SELECT setseed(0.5)")


def timed(sql):
    started = time.process_time()
    connection.execute(sql)
    return time.process_time() - started


draw_seconds = timed(
    f"""
CREATE TABLE drawn AS
WITH base AS (
  SELECT
    range::UINTEGER AS seq,
    floor(random() * {days} * 1440)::BIGINT AS minute,
    floor(exp(9 + 2 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()))) AS down,
    (1 + floor(random() * 11))::UINTEGER AS flows
  FROM range({rows})
),
shaped AS (
  SELECT *, floor(down * random() * 0.3) AS up, (minute + 1) * 60000 AS closed FROM base
)
SELECT
  make_timestamp(closed * 1000) AS time,
  make_timestamp((closed + floor(random() * 20000)::BIGINT) * 1000) AS visibleAt,
  floor(random() * {devices})::UINTEGER AS device,
  seq,
  make_timestamp((minute * 60000 + floor(random() * 60000)::BIGINT) * 1000) AS start,
  up,
  down,
  ceil(up / 120)::UINTEGER AS packetsUp,
  ceil(down / 1100)::UINTEGER AS packetsDown,
  flows,
  greatest(1, flows::INTEGER - floor(random() * 4)::INTEGER)::UINTEGER AS peers,
  random()::FLOAT AS hiPortShare,
  floor(random() * 14)::UTINYINT AS app,
  (1 + floor(random() * 3))::UTINYINT AS access,
  (1 + floor(random() * 4))::UTINYINT AS rat,
  (1 + floor(random() * 34))::UTINYINT AS province,
  floor(random() * 2)::UTINYINT AS roaming,
  64::UTINYINT AS ttl,
  (1 + floor(random() * 2))::UTINYINT AS osFingerprint
FROM shaped
"""
)
order_seconds = timed("CREATE TABLE ordered AS FROM drawn ORDER BY visibleAt, device, seq")
write_seconds = timed(f"COPY ordered TO '{path}' (FORMAT parquet, COMPRESSION uncompressed)")
answer = {
    "version": f"DuckDB {duckdb.__version__}",
    "rows": rows,
    "bytes": os.path.getsize(path),
    "draw": draw_seconds,
    "order": order_seconds,
    "write": write_seconds,
    "file": "Parquet",
}
os.remove(path)
print(json.dumps(answer))
