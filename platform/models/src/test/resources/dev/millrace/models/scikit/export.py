"""Exports small scikit-learn models as skl2onnx does by default, with rows and what scikit-learn answers to them; endless is
the model two behind a loop that never ends.

pip install scikit-learn==1.9.1 skl2onnx==1.20.0; python export.py <folder>
"""
import json
import pathlib
import sys

import numpy
from onnx import TensorProto, helper
from skl2onnx import to_onnx
from sklearn.datasets import load_diabetes, load_iris
from sklearn.ensemble import GradientBoostingRegressor, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

folder = pathlib.Path(sys.argv[1])
rows, labels = load_iris(return_X_y=True)
rows = rows.astype(numpy.float32)
names = load_iris().target_names[labels]
sample = rows[::15]
binary = labels < 2
amounts, targets = load_diabetes(return_X_y=True)
amounts = amounts[:, :4].astype(numpy.float32)

integers = make_pipeline(StandardScaler(), LogisticRegression()).fit(rows, labels)
texts = RandomForestClassifier(n_estimators=3, max_depth=3, random_state=1).fit(rows, names)
two = LogisticRegression().fit(rows[binary], names[binary])
one = LogisticRegression().fit(rows[binary][:, 2:3], labels[binary])
number = GradientBoostingRegressor(n_estimators=5, max_depth=2, random_state=1).fit(amounts, targets)

expected = {}


def export(name, model, example, options=None):
    graph = to_onnx(model, example[:1], options=options)
    (folder / (name + ".onnx")).write_bytes(graph.SerializeToString())


flat = {"zipmap": False}
export("integers", integers, rows, {id(integers): flat})
export("texts", texts, rows, {id(texts): flat})
export("two", two, rows, {id(two): flat})
export("zipmap", two, rows)
export("number", number, amounts)
export("one", one, rows[:, 2:3], {id(one): flat})
export("doubles", two, rows.astype(numpy.float64), {id(two): flat})
export("whole", two, rows.astype(numpy.int64), {id(two): flat})


def endless(model):
    graph = to_onnx(model, rows[:1], options={id(model): flat})
    for node in graph.graph.node:
        node.input[:] = ["looped" if name == "X" else name for name in node.input]
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, 4]) for name in ("given", "taken")]
    conditions = [helper.make_tensor_value_info(name, TensorProto.BOOL, []) for name in ("before", "after")]
    turn = helper.make_tensor_value_info("turn", TensorProto.INT64, [])
    copies = [helper.make_node("Identity", [a], [b]) for a, b in (("before", "after"), ("given", "taken"))]
    body = helper.make_graph(copies, "body", [turn, conditions[0], values[0]], [conditions[1], values[1]])
    graph.graph.initializer.append(helper.make_tensor("always", TensorProto.BOOL, [], [True]))
    graph.graph.node.insert(0, helper.make_node("Loop", ["", "always", "X"], ["looped"], body=body))
    (folder / "endless.onnx").write_bytes(graph.SerializeToString())


endless(two)
expected["integers"] = {"rows": sample.tolist(), "scores": integers.predict_proba(sample).tolist()}
expected["texts"] = {"rows": sample.tolist(), "scores": texts.predict_proba(sample).tolist()}
expected["two"] = {"rows": sample.tolist(), "scores": two.predict_proba(sample).tolist()}
first = sample[:, 2:3]
expected["one"] = {"rows": first.tolist(), "scores": one.predict_proba(first).tolist()}
few = amounts[:10]
expected["number"] = {"rows": few.tolist(), "scores": [[value] for value in number.predict(few).tolist()]}
(folder / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
