"""Scores usage records that lie in Parquet with billshock's rules, on Apache Spark.

    spark-submit detect_records.py RECORDS.parquet SAID.parquet -d rate-window --alarms

Rows go to partitions by device, each partition's to one `billshock detect-stream` over Arrow IPC, and what
that says comes back. A child that fails fails its task with its last words, and Spark tries it again; what
is written is the same, since a score follows from a line's own rows.
"""

import argparse
import collections
import os
import shlex
import subprocess
import threading

import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql.types import BooleanType, DoubleType, StructField, StructType

# Columns that an answer has of its question.
KEYS = ["device", "time", "visibleAt"]
# Lines of stderr that a failed task tells.
LAST_WORDS = 10


def said_schema(rows, detectors, alarms):
    """Schema of what detect-stream answers to rows of a schema."""
    fields = [field for field in rows.fields if field.name in KEYS]
    for name in detectors:
        fields.append(StructField(name, DoubleType(), True))
        if alarms:
            fields.append(StructField(f"{name} alarm", BooleanType(), False))
    return StructType(fields)


def through(command):
    """Makes a function for mapInArrow that sends a partition through a child and yields its answer."""

    def run(batches):
        batches = iter(batches)
        first = next(batches, None)
        if first is None:
            return
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        words = collections.deque(maxlen=LAST_WORDS)
        failed = []

        def feed():
            try:
                with child.stdin, pa.ipc.new_stream(child.stdin, first.schema) as stream:
                    stream.write_batch(first)
                    for batch in batches:
                        stream.write_batch(batch)
            except BrokenPipeError:
                pass  # The child ended first: its exit code and last words say why.
            except Exception as error:  # Without the rest of the rows its answer is worth nothing.
                failed.append(error)
                child.kill()

        threads = [
            threading.Thread(target=feed, daemon=True),
            threading.Thread(target=lambda: words.extend(child.stderr), daemon=True),
        ]
        for thread in threads:
            thread.start()
        broken = None
        try:
            with pa.ipc.open_stream(child.stdout) as said:
                yield from said
        except (pa.ArrowInvalid, OSError) as error:
            broken = error
        finally:
            # Spark may want no more rows: then nobody reads what the child still says.
            child.stdout.close()
            code = child.wait()
            for thread in threads:
                thread.join()
        if failed:
            raise failed[0]
        if code != 0:
            told = b"".join(words).decode("utf8", "replace").strip()
            raise RuntimeError(f"billshock ended with {code}: {told or 'it said nothing'}") from broken
        if broken is not None:
            raise broken

    return run


def detect(rows, detectors, flags=(), billshock=("npx", "billshock")):
    """Scores a DataFrame of records, line by line; returns a DataFrame of what each rule says."""
    asked = [word for name in detectors for word in ("-d", name)]
    command = [*billshock, "detect-stream", *asked, *flags, "-q"]
    delivered = "visibleAt" if "visibleAt" in rows.columns else "time"
    # Rows of one moment go by what else they say, or a second attempt might take them in another order.
    order = dict.fromkeys(["device", delivered, *rows.columns])
    sorted_rows = rows.repartition("device").sortWithinPartitions(*order)
    schema = said_schema(rows.schema, detectors, "--alarms" in flags)
    return sorted_rows.mapInArrow(through(command), schema)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("records", help="Parquet with device, time, up, down and what rules read")
    parser.add_argument("said", help="Parquet to be written")
    parser.add_argument("-d", "--detector", action="append", required=True)
    parser.add_argument("--alarms", action="store_true", help="tell alarms too")
    parser.add_argument("--tariff", help="what all lines pay")
    parser.add_argument("--timezone", help="where clocks stand, such as +08:00")
    given = parser.parse_args()
    flags = ["--alarms"] if given.alarms else []
    for name in ("tariff", "timezone"):
        if getattr(given, name):
            flags += [f"--{name}", getattr(given, name)]
    spark = SparkSession.builder.appName("billshock records").getOrCreate()
    billshock = shlex.split(os.environ.get("BILLSHOCK", "npx billshock"))
    said = detect(spark.read.parquet(given.records), given.detector, flags, billshock)
    said.write.mode("overwrite").parquet(given.said)


if __name__ == "__main__":
    main()
