"""Makes labelled time series with GutenTAG: one anomaly of 50 points in each.

Arguments: sine or mixed, series, points in all, repeats. Prints JSON with the least seconds of CPU from
configuration to series and labels in memory.
"""

import json
import sys
import time

import gutenTAG

kind = sys.argv[1]
series, points, repeats = (int(arg) for arg in sys.argv[2:5])
LENGTH = 50
KINDS = {"sine": ["sine"], "mixed": ["ecg", "random-walk", "cylinder-bell-funnel", "sine"]}[kind]


def describe(i):
    base = KINDS[i % len(KINDS)]
    # A pattern is what a wave or a heartbeat has; the others shift their mean.
    has_pattern = base in ("sine", "ecg")
    anomaly = {"kind": "pattern"} if has_pattern else {"kind": "mean", "offset": 2.0}
    return {
        "name": f"series-{i}",
        # Series of one length, but the first takes what is left over.
        "length": points // series + (points % series if i == 0 else 0),
        "base-oscillations": [{"kind": base}],
        "anomalies": [{"position": "middle", "length": LENGTH, "kinds": [anomaly]}],
    }


config = {"timeseries": [describe(i) for i in range(series)]}
least = float("inf")
# The first time warms up; no repeats ask for that one.
for i in range(repeats + 1):
    started = time.process_time()
    generator = gutenTAG.GutenTAG(n_jobs=1, seed=1).load_config_dict(config)
    made = generator.generate(return_timeseries=True)
    if i > 0:
        least = min(least, time.process_time() - started)
labelled = sum(int(one.timeseries["is_anomaly"].sum()) for one in made)
if labelled != series * LENGTH:
    sys.exit(f"labelled points must be {series * LENGTH}, got {labelled}")
answer = {"series": len(made), "points": sum(len(one.timeseries) for one in made)}
version = f"GutenTAG {gutenTAG.__version__}"
print(json.dumps({"version": version, "units": answer["points"], "cpu": least, "answer": answer}))
