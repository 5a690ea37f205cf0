"""Runs the shards of a `billshock shard plan` on Apache Spark, stage after stage, and merges them.

    spark-submit run_plan.py PLAN RUN

A task runs one shard of one stage in a Node child. It ends with 0 once its results are in the plan's folder,
which every executor must see; one that failed or was lost is tried again, and finds or makes the same.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
from pyspark.sql import SparkSession

# Lines of stderr that a failed task tells.
LAST_WORDS = 10


def running(command):
    """Makes a function for mapInArrow that runs a command for each index and yields those that are done."""

    def run(batches):
        for batch in batches:
            for index in batch.column(0).to_pylist():
                done = subprocess.run([*command, "--index", str(index)], capture_output=True, text=True)
                if done.returncode != 0:
                    told = "\n".join(done.stderr.splitlines()[-LAST_WORDS:])
                    raise RuntimeError(f"shard {index} ended with {done.returncode}: {told}")
            yield pa.RecordBatch.from_arrays([batch.column(0)], names=["shard"])

    return run


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("plan", help="folder of a plan")
    parser.add_argument("run", help="folder for run.json and report.html")
    given = parser.parse_args()
    spark = SparkSession.builder.appName("billshock shards").getOrCreate()
    billshock = shlex.split(os.environ.get("BILLSHOCK", "npx billshock"))
    plan = json.loads((Path(given.plan) / "plan.json").read_text())
    shards = len(plan["shards"])
    for stage in plan["stages"]:
        command = [*billshock, "shard", "run", given.plan, "--stage", stage, "-q"]
        indexes = spark.range(0, shards, 1, shards)
        done = indexes.mapInArrow(running(command), "shard long").count()
        print(f"{stage}: {done} of {shards} shards", file=sys.stderr)
    subprocess.run([*billshock, "shard", "merge", given.plan, "-o", given.run], check=True)


if __name__ == "__main__":
    main()
