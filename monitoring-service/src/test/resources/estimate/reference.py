"""Makes the rows and the reference values that ReferenceTests compares with.

Classes: NannyML's own CBPE (nannyml 0.13.1, whose values are kept in expected.json), fitted to the rows of part "test" and asked about
those of part "window" as one chunk. Numbers: NannyML fits a LightGBM model to the features, which is not what is done here, so the
published formula of what is done is written out in numpy; the sampling errors are NannyML's.

    pip install nannyml==0.13.1 && python reference.py
"""
import json

import nannyml as nml
import numpy as np
import pandas as pd
from nannyml.sampling_error import regression as sampling

WINDOW = 500
TEST = 900


def logistic(x):
    return 1 / (1 + np.exp(-x))


def stored(scores):
    """Scores are single-precision numbers."""
    return np.float32(scores).astype(float)


def frame(truth, **scores):
    rows = pd.DataFrame({"truth": truth, **scores})
    rows.insert(0, "part", ["test"] * TEST + ["window"] * WINDOW)
    return rows


def two_classes(seed, sharpness, rate):
    random = np.random.default_rng(seed)
    x = random.normal(rate, 1.5, TEST + WINDOW)
    x[TEST:] *= 0.6
    truth = (random.random(len(x)) < logistic(x)).astype(int)
    return frame(truth, score=stored(logistic(sharpness * x)))


def several_classes(seed, sharpness):
    random = np.random.default_rng(seed)
    x = random.normal(0, 1.3, (TEST + WINDOW, 3))
    x[TEST:] *= 0.7
    def softmax(z):
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
    chance = softmax(x)
    truth = (random.random(len(x))[:, None] > chance.cumsum(axis=1)).sum(axis=1)
    scores = stored(softmax(sharpness * x))
    return frame(truth, **{f"score_{k}": scores[:, k] for k in range(3)})


def numbers(seed):
    random = np.random.default_rng(seed)
    predicted = random.gamma(2, 5, TEST + WINDOW)
    predicted[TEST:] *= 1.4
    truth = (predicted + random.normal(0, 0.2 + 0.15 * predicted)).round(3)
    return frame(truth, score=stored(predicted))


def cbpe(rows, metrics, **more):
    test, window = (rows[rows.part == part].reset_index(drop=True) for part in ("test", "window"))
    estimator = nml.CBPE(y_true="truth", y_pred="predicted", metrics=metrics, chunk_size=WINDOW, **more)
    estimator.fit(test)
    found = estimator.estimate(window).filter(period="analysis").to_df()
    calibrated = (
        [estimator.needs_calibration]
        if more["problem_type"] == "classification_binary"
        else [type(c).__name__ == "IsotonicCalibrator" for c in estimator._calibrators.values()]
    )
    return {
        "calibrated": [bool(c) for c in calibrated],
        "metrics": {
            name: {
                key: float(found[(name, key)].iloc[0])
                for key in ("value", "sampling_error", "lower_confidence_boundary", "upper_confidence_boundary")
            }
            for name in metrics
        },
    }


def binary(rows):
    rows = rows.assign(predicted=(rows.score >= 0.5).astype(int))
    return cbpe(rows, ["roc_auc", "accuracy", "precision", "recall", "f1"],
                problem_type="classification_binary", y_pred_proba="score")


def multiclass(rows):
    names = [f"score_{k}" for k in range(3)]
    rows = rows.assign(predicted=rows[names].to_numpy().argmax(axis=1))
    return cbpe(rows, ["accuracy", "f1"], problem_type="classification_multiclass",
                y_pred_proba={k: name for k, name in enumerate(names)})


def regression(rows):
    test, window = (rows[rows.part == part].reset_index(drop=True) for part in ("test", "window"))
    ordered = np.sort(test.score.to_numpy())
    bins = min(20, max(1, len(ordered) // 25))
    edges = np.unique([ordered[b * len(ordered) // bins] for b in range(1, bins)])
    bin_of = lambda scores: np.searchsorted(edges, scores, side="right")
    error = test.truth - test.score
    absolute = error.abs().groupby(bin_of(test.score)).mean()
    squared = (error**2).groupby(bin_of(test.score)).mean()
    expected = bin_of(window.score)
    found = {"mae": absolute[expected].mean(), "rmse": np.sqrt(squared[expected].mean())}
    errors = {
        "mae": sampling.mae_sampling_error(sampling.mae_sampling_error_components(test.truth, test.score), window),
        "rmse": sampling.rmse_sampling_error(sampling.rmse_sampling_error_components(test.truth, test.score), window),
    }
    return {
        "calibrated": [],
        "metrics": {
            name: {
                "value": float(value),
                "sampling_error": float(errors[name]),
                "lower_confidence_boundary": float(max(0, value - 3 * errors[name])),
                "upper_confidence_boundary": float(value + 3 * errors[name]),
            }
            for name, value in found.items()
        },
    }


cases = {
    "calibrated": (two_classes(7, 1.0, 0.0), binary),
    "overconfident": (two_classes(2, 2.5, -1.0), binary),
    "rare": (two_classes(3, 1.8, -3.0), binary),
    "several": (several_classes(4, 2.5), multiclass),
    "number": (numbers(5), regression),
}
expected = {}
for name, (rows, reference) in cases.items():
    rows.to_csv(f"{name}.csv", index=False, float_format="%.9g")
    expected[name] = reference(pd.read_csv(f"{name}.csv"))
with open("expected.json", "w") as file:
    json.dump(expected, file, indent=2)
    file.write("\n")
