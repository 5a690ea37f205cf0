"""Scores three detectors on NAB's corpus with NAB's own sweeper.

Arguments: checkout of numenta/NAB, folder of the corpus. Prints JSON with seconds of CPU from scores in
memory to results: at the published threshold file by file, and the best threshold of the whole corpus.
"""

import csv
import gzip
import json
import os
import sys
import time

checkout, folder = sys.argv[1], sys.argv[2]
if not os.path.exists(os.path.join(checkout, "nab/sweeper.py")):
    sys.exit(f"{checkout} must hold nab/sweeper.py, as numenta/NAB does")
sys.path.insert(0, checkout)
from nab.sweeper import Sweeper


def read(name):
    with open(os.path.join(folder, name)) as file:
        return json.load(file)


def rows(name):
    with gzip.open(os.path.join(folder, name), "rt") as file:
        yield from csv.DictReader(file)


windows, thresholds, profiles = (
    read(name) for name in ("combined_windows.json", "thresholds.json", "profiles.json")
)
count = sum(len(limits) for limits in windows.values())
moments = {}
for row in rows("data.csv.gz"):
    moments.setdefault(row["file"], []).append(row["timestamp"])
limits = {
    name: [[end.split(".")[0] for end in window] for window in windows[name]] for name in moments
}
answer, cpu, units = {}, 0.0, 0
for detector in ("null", "numenta", "relativeEntropy"):
    scores = {}
    for row in rows(f"scores/{detector}.csv.gz"):
        scores.setdefault(row["file"], []).append(float(row["anomaly_score"]))
    for profile, weights in profiles.items():
        costs = weights["CostMatrix"]
        sweeper = Sweeper(probationPercent=0.15, costMatrix=costs)
        started = time.process_time()
        points, at = [], []
        for name in moments:
            points += sweeper.calcSweepScore(moments[name], scores[name], limits[name], name)
            threshold = thresholds[detector][profile]["threshold"]
            _, row = sweeper.scoreDataSet(
                moments[name], scores[name], limits[name], name, threshold
            )
            at.append(row)
        best = max(sweeper.calcScoreByThreshold(points), key=lambda row: row.score)
        cpu += time.process_time() - started
        units += len(points)
        none, perfect = -costs["fnWeight"] * count, costs["tpWeight"] * count
        found = {
            "score": 100 * (sum(row.score for row in at) - none) / (perfect - none),
            "tp": sum(row.tp for row in at),
            "fp": sum(row.fp for row in at),
            "bestThreshold": best.threshold,
            "bestScore": 100 * (best.score - none) / (perfect - none),
        }
        for name, value in found.items():
            answer[f"{detector}.{profile}.{name}"] = value
print(json.dumps({"version": "NAB's sweeper", "units": units, "cpu": cpu, "answer": answer}))
