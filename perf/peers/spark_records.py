"""Times one rule over usage records in Parquet: billshock on Spark, two peers on Spark, billshock alone.

    spark-submit --master "local-cluster[2,1,1024]" spark_records.py ROWS SKEW REPEATS

SKEW is the share of all rows that one device has. Each writes its scores as Parquet; all are compared row for
row. Prints JSON: rows a second on the clock and seconds of CPU of all processes a million rows, the best of the
repeats, which take turns. The rule is volume-cap: bytes of a device's UTC day so far, by 5 GB.
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as F

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/spark/detect_records.py"
RULE = "volume-cap"
CAP = 5 * 2**30
ROWS_OF_LINE = 250
MONTH = 30 * 86_400_000_000
BATCH = 65_536
BY_LINE = [("device", "ascending"), ("time", "ascending")]
BILLSHOCK = shlex.split(os.environ.get("BILLSHOCK", "npx billshock"))


def records(count, skew):
    """Rows in no order, no two at the same time: of rows at once nobody could say which comes first."""
    random = np.random.default_rng(7)
    device = random.integers(1, max(2, count // ROWS_OF_LINE), count)
    device[random.random(count) < skew] = 0
    time_of = 1_767_571_200_000_000 + random.permutation(count) * (MONTH // count)
    return pa.table({
        "device": pa.array([f"460000{line:09d}" for line in device]),
        "time": pa.array(time_of, pa.timestamp("us", "UTC")),
        "up": pa.array((random.pareto(1.5, count) * 2e5).astype("int64")),
        "down": pa.array((random.pareto(1.3, count) * 2e7).astype("int64").clip(max=10**11)),
    })


def twin(frame):
    """The rule as a pandas UDF, for all rows of a device."""
    frame = frame.sort_values("time")
    used = (frame["up"] + frame["down"]).groupby(frame["time"].dt.floor("D")).cumsum()
    return frame[["device", "time"]].assign(**{RULE: used / CAP})


def alone(source, target):
    """All rows through one process on one machine."""
    rows = pq.read_table(source).sort_by(BY_LINE)
    command = [*BILLSHOCK, "detect-stream", "-d", RULE, "-q"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def feed():
        with child.stdin, pa.ipc.new_stream(child.stdin, rows.schema) as stream:
            stream.write_table(rows, max_chunksize=BATCH)

    threading.Thread(target=feed).start()
    with pa.ipc.open_stream(child.stdout) as said, pq.ParquetWriter(target, said.schema) as out:
        for batch in said:
            out.write_batch(batch)
    if child.wait() != 0:
        raise RuntimeError("detect-stream failed")


def watch(pid):
    """Follows all processes below one; returns a function that tells their seconds of CPU so far."""
    ticks = {}

    def look(pid):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ")[-1].split()
            children = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
        except OSError:
            return
        # Told apart by when they began. What ended keeps what it had: Spark does not wait for its workers.
        ticks[pid, fields[19]] = int(fields[11]) + int(fields[12])
        for each in children:
            for child in each:
                look(child)

    def told():
        look(pid)
        return sum(list(ticks.values())) / os.sysconf("SC_CLK_TCK")

    def follow():
        while True:
            look(pid)
            time.sleep(0.25)

    threading.Thread(target=follow, daemon=True).start()
    return told


def main():
    count, skew, repeats = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    spark = SparkSession.builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    spark.sparkContext.addPyFile(str(EXAMPLE))
    from detect_records import detect

    def on_spark(source, target):
        detect(spark.read.parquet(source), [RULE], billshock=BILLSHOCK).write.parquet(target)

    def pandas_udf(source, target):
        schema = f"device string, time timestamp, `{RULE}` double"
        spark.read.parquet(source).groupBy("device").applyInPandas(twin, schema).write.parquet(target)

    def sql(source, target):
        of_day = Window.partitionBy("device", F.date_trunc("day", "time")).orderBy("time")
        used = F.sum(F.col("up") + F.col("down")).over(of_day)
        rows = spark.read.parquet(source).select("device", "time", (used / CAP).alias(RULE))
        rows.write.parquet(target)

    with tempfile.TemporaryDirectory() as folder:
        source = f"{folder}/records.parquet"
        few = f"{folder}/few.parquet"
        pq.write_table(records(count, skew), source)
        pq.write_table(records(10_000, skew), few)
        engines = {
            "billshock on Spark": on_spark,
            "pandas UDF": pandas_udf,
            "Spark SQL": sql,
            "billshock alone": alone,
        }
        best = {name: (float("inf"), float("inf")) for name in engines}
        said = None
        cpu = watch(os.getppid())
        for turn in range(repeats + 1):
            for name, run in engines.items():
                target = f"{folder}/{turn} {name}"
                before, began = cpu(), time.monotonic()
                # The first turn compiles what the others run.
                run(few if turn == 0 else source, target)
                took, spent = time.monotonic() - began, cpu() - before
                print(f"turn {turn}: {name}: {took:.1f} s, {spent:.1f} s of CPU", file=sys.stderr)
                if turn == 0:
                    continue
                best[name] = (min(best[name][0], took), min(best[name][1], spent))
                if turn == 1:
                    scores = pq.read_table(target).sort_by(BY_LINE).column(RULE).combine_chunks()
                    if said is not None and not scores.equals(said):
                        raise RuntimeError(f"{name} says something else than the one before")
                    said = scores
    spark.stop()
    print(json.dumps({
        "rows": count,
        "skew": skew,
        "load": round(os.getloadavg()[0], 1),
        "engines": {
            name: {"rowsPerSecond": round(count / took), "cpuPerMillion": round(spent / count * 1e6, 1)}
            for name, (took, spent) in best.items()
        },
    }))


if __name__ == "__main__":
    main()
