"""Runs programs of examples/spark one after another in one session, and writes how each ended.

    spark-submit programs.py EXAMPLES CALLS.json ENDED.json
"""

import json
import os
import runpy
import sys
from pathlib import Path

from pyspark.sql import SparkSession

examples, calls, ended = map(Path, sys.argv[1:])
errors = []
for call in json.loads(calls.read_text()):
    os.environ["BILLSHOCK"] = call["billshock"]
    sys.argv = [call["program"], *call["args"]]
    try:
        # Under this name the executors get its functions by value, as from spark-submit.
        runpy.run_path(str(examples / call["program"]), run_name="__main__")
        errors.append(None)
    except Exception as error:
        errors.append(str(error))
SparkSession.builder.getOrCreate().stop()
ended.write_text(json.dumps(errors))
