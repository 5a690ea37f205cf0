"""Scores and learns records with river's half-space trees, one after another.

Arguments: file of features as float64, JSON file of trees, repeats. Prints JSON with the least seconds
of CPU from records in memory to scores. The trees are river's in everything but where they split, which
the file says, so that others can walk the same ones.
"""

import json
import random
import sys
import time
from array import array

import river
from river import anomaly
from river.tree.padded import make_padded_tree

shape = json.load(open(sys.argv[2]))
repeats = int(sys.argv[3])
features = array("d", open(sys.argv[1], "rb").read())
width, height, window = shape["features"], shape["height"], shape["window"]
names = [f"f{i}" for i in range(width)]
records = [
    dict(zip(names, features[at : at + width])) for at in range(0, len(features), width)
]


def lay(node, number, base):
    """Gives a tree the splits of the file: the children of branch n are 2n + 1 and 2n + 2."""
    if not hasattr(node, "children"):
        return
    node.feature = names[shape["feature"][base + number]]
    node.threshold = shape["split"][base + number]
    for side, child in enumerate(node.children):
        lay(child, 2 * number + 1 + side, base)


def plant():
    model = anomaly.HalfSpaceTrees(n_trees=shape["trees"], height=height, window_size=window, seed=1)
    limits = {name: (0.0, 1.0) for name in names}
    model.trees = [
        make_padded_tree(
            limits=dict(limits), height=height, padding=0.15, rng=random, r_mass=0, l_mass=0
        )
        for _ in range(shape["trees"])
    ]
    model._tree_nodes = [list(tree.iter_dfs()) for tree in model.trees]
    for i, tree in enumerate(model.trees):
        lay(tree, 0, i * (2**height - 1))
    return model


least = float("inf")
scores = []
for _ in range(max(1, repeats)):
    model = plant()
    scores = []
    score, learn, keep = model.score_one, model.learn_one, scores.append
    started = time.process_time()
    for record in records:
        keep(score(record))
        learn(record)
    least = min(least, time.process_time() - started)

most = shape["trees"] * window * (2 ** (height + 1) - 1)
masses = [round((1 - score) * most) for score in scores]
answer = {
    "odd": sum(mass < 0.05 * most for mass in masses[window:]),
    "mass": sum(masses[window:]),
    "weighted": sum(mass * (1 + i % 1009) for i, mass in enumerate(masses) if i >= window),
}
version = f"river {river.__version__}"
print(json.dumps({"version": version, "units": len(records), "cpu": least, "answer": answer}))
