#!/usr/bin/env python3
"""The jobs' work as a capable user would script it: pandas and numpy over psql's COPY.

    peer.py night DATE FROM PRICES     a session's prices, factors and metrics
    peer.py backfill FROM TO READ      the factors and metrics of sessions; READ is the oldest price
    peer.py load PRICES FROM           a file's prices
    peer.py refresh DATE AFTER         the snapshots after a session, and the positions' values

The address is in BENCHMARK_DATABASE. Prints the seconds of its work, without start and imports.
It cares for no failing symbol, no restart, no other run beside it, no correction and no split.
"""
import functools
import io
import os
import subprocess
import sys
import time

import numpy as np
import pandas as pd

DATABASE = os.environ["BENCHMARK_DATABASE"]
STYLES = {
    "VALUE": "VTV",
    "GROWTH": "VUG",
    "MOMENTUM": "MTUM",
    "QUALITY": "QUAL",
    "SIZE": "IWM",
    "LOW_VOLATILITY": "USMV",
}
SPREADS = {
    "GROWTH_VALUE_SPREAD": ("VUG", "VTV"),
    "MOMENTUM_SPREAD": ("MTUM", "SPY"),
    "SIZE_SPREAD": ("IWM", "SPY"),
    "QUALITY_SPREAD": ("QUAL", "SPY"),
}
CAP = 5.0
PENALTY = 1.0


def psql(*statements, data=None):
    words = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", DATABASE]
    for statement in statements:
        words += ["-c", statement]
    return subprocess.run(words, input=data, stdout=subprocess.PIPE, check=True).stdout


def read(query, **options):
    return pd.read_csv(
        io.BytesIO(psql(f"copy ({query}) to stdout (format csv, header)")), **options
    )


def store(table, frame, *before, after=()):
    columns = ", ".join(frame.columns)
    psql(
        *before,
        f"copy {table} ({columns}) from stdin (format csv)",
        *after,
        data=frame.to_csv(index=False, header=False).encode(),
    )


def returns(panel):
    values = panel.to_numpy()
    moves = np.full_like(values, np.nan)
    moves[1:] = values[1:] / values[:-1] - 1
    return moves


def lines(y, x, window):
    """One least-squares line per column of y on x, on the last sessions."""
    y, x = y[-window:], x[-window:]
    dx = x - x.mean()
    dy = y - y.mean(axis=0)
    square = dx @ dx
    beta = dx @ dy / square
    alpha = y.mean(axis=0) - beta * x.mean()
    residual = ((dy - np.outer(dx, beta)) ** 2).sum(axis=0)
    total = (dy**2).sum(axis=0)
    error = np.sqrt(residual / (window - 2) / square)
    return beta, alpha, 1 - residual / total, error, two_sided(beta / error, window - 2)


def two_sided(t, degrees):
    """P(|T| >= |t|) by the finite series for an even number of degrees (Abramowitz 26.7.4)."""
    angle = np.arctan(np.abs(t) / np.sqrt(degrees))
    cosine = np.cos(angle) ** 2
    term = np.ones_like(angle)
    series = np.ones_like(angle)
    for k in range(2, degrees - 1, 2):
        term = term * cosine * (k - 1) / k
        series += term
    return np.maximum(0, 1 - np.sin(angle) * series)


def ridge(y, x, window):
    y, x = y[-window:], x[-window:]
    dx = x - x.mean(axis=0)
    scale = dx.std(axis=0)
    z = dx / scale
    dy = y - y.mean(axis=0)
    weights = np.linalg.solve(z.T @ z + PENALTY * np.eye(z.shape[1]), z.T @ dy)
    residual = ((dy - z @ weights) ** 2).sum(axis=0)
    return weights / scale[:, None], 1 - residual / (dy**2).sum(axis=0)


def exposures(symbols, date, factor, window, beta, r_squared, alpha, error, p_value):
    return pd.DataFrame(
        {
            "symbol": symbols,
            "factor_code": factor,
            "calculation_date": date,
            "status": "FITTED",
            "beta": np.clip(beta, -CAP, CAP),
            "raw_beta": beta,
            "alpha": alpha,
            "r_squared": r_squared,
            "std_error": error,
            "p_value": p_value,
            "observations": window,
            "window_sessions": window,
            "quality": "FULL_HISTORY",
        }
    )


def fitted(panel, moves, date):
    symbols = panel.columns
    column = {symbol: moves[:, panel.columns.get_loc(symbol)] for symbol in
              ["SPY", "TLT", *STYLES.values()]}
    single = {"MARKET_BETA": (column["SPY"], 90), "IR_BETA": (column["TLT"], 90)}
    for factor, (long, short) in SPREADS.items():
        single[factor] = (column[long] - column[short], 180)
    frames = []
    for factor, (x, window) in single.items():
        beta, alpha, r_squared, error, p_value = lines(moves, x, window)
        frames.append(exposures(symbols, date, factor, window, beta, r_squared, alpha, error, p_value))
    slopes, r_squared = ridge(moves, np.column_stack([column[etf] for etf in STYLES.values()]), 90)
    for factor, beta in zip(STYLES, slopes):
        frames.append(exposures(symbols, date, factor, 90, beta, r_squared, np.nan, np.nan, np.nan))
    return pd.concat(frames, ignore_index=True)


@functools.cache
def server():
    return read("select server_identity() as server")["server"][0]


def metrics(panel, moves, rows, date):
    day = pd.Timestamp(date)
    sessions = panel.index
    last = panel.iloc[-1].to_numpy()

    def since(reference):
        at = sessions.searchsorted(reference, side="right") - 1
        return last / panel.iloc[at].to_numpy() - 1 if at >= 0 else np.full(len(last), np.nan)

    frame = pd.DataFrame(
        {
            "symbol": panel.columns,
            "metrics_date": date,
            "close": last,
            "return_1d": moves[-1],
            "return_mtd": since(day.replace(day=1) - pd.Timedelta(days=1)),
            "return_ytd": since(day.replace(day=1, month=1) - pd.Timedelta(days=1)),
            "return_1m": since(day - pd.DateOffset(months=1)),
            "return_3m": since(day - pd.DateOffset(months=3)),
            "return_1y": since(day - pd.DateOffset(years=1)),
            "volatility_21d": moves[-21:].std(axis=0, ddof=1) * np.sqrt(252),
            "volatility_63d": moves[-63:].std(axis=0, ddof=1) * np.sqrt(252),
        }
    )
    betas = rows.pivot(index="symbol", columns="factor_code", values="beta")
    betas.columns = [name.lower() for name in betas.columns]
    frame = frame.merge(betas, left_on="symbol", right_index=True)
    for flag in ["priced", "full_window_90", "full_window_180", "unflagged_21", "all_factors_fitted"]:
        frame[flag] = True
    frame["data_quality_score"] = 100.0
    # else the server works it out for each row
    frame["read_server"] = server()
    return frame


def bars(file):
    frame = pd.read_csv(file).rename(columns={"date": "price_date"})
    good = (frame.close > 0) & (frame.low <= frame.high) & (frame.low <= frame.close)
    frame = frame[good & (frame.close <= frame.high)].drop(columns="adj_close")
    return frame.assign(source="csv", status="PROVISIONAL", fetched_at="now")


def closes_since(first):
    history = read(
        "select symbol, price_date, close::float8 as close from market_data_cache"
        f" where price_date >= '{first}' order by price_date, symbol",
        dtype={"symbol": "category"},
    )
    panel = history.pivot(index="price_date", columns="symbol", values="close")
    panel.index = pd.to_datetime(panel.index)
    panel.columns = panel.columns.astype(str)
    return panel


def night(date, first, prices):
    store("market_data_cache", bars(prices))
    panel = closes_since(first)
    moves = returns(panel)
    rows = fitted(panel, moves, date)
    store("symbol_factor_exposures", rows)
    store("symbol_daily_metrics", metrics(panel, moves, rows, date))


def backfill(first, last, oldest):
    panel = closes_since(oldest)
    moves = returns(panel)
    rows, days = [], []
    for at in range(panel.index.searchsorted(pd.Timestamp(first)), len(panel)):
        date = panel.index[at].date().isoformat()
        some = panel.iloc[: at + 1], moves[: at + 1]
        rows.append(fitted(*some, date))
        days.append(metrics(*some, rows[-1], date))
    store("symbol_factor_exposures", pd.concat(rows))
    store("symbol_daily_metrics", pd.concat(days))


def load(prices, first):
    frame = bars(prices)
    store("market_data_cache", frame[frame.price_date >= first])


def refresh(date, after):
    held = read(
        "select portfolio_id, position_id, symbol, entry_date, entry_price::float8 as entry_price,"
        " quantity::float8 * multiplier::float8"
        " * case position_type when 'LONG' then 1 else -1 end as units from positions"
    )
    closes = read(
        "select symbol, price_date as session, close::float8 as close from market_data_cache"
        f" where price_date > '{after}' and price_date <= '{date}'"
    )
    paid = read(
        "select symbol, ex_date, value::float8 as paid from corporate_actions"
        " where kind = 'DIVIDEND'"
    )
    flows = read(
        "select portfolio_id, sum(amount)::float8 as flows from cash_movements group by portfolio_id"
    )
    held["cost"] = held.units * held.entry_price
    valued = held.merge(closes, on="symbol")
    valued["value"] = valued.units * valued.close
    dividends = held.merge(paid, on="symbol")
    dividends = dividends[dividends.ex_date > dividends.entry_date]
    dividends["earned"] = dividends.units * dividends.paid
    totals = valued.assign(
        long_value=valued.value.clip(lower=0),
        short_value=valued.value.clip(upper=0),
        gross_cost=valued.cost.abs(),
        position_count=1,
    ).groupby(["portfolio_id", "session"], as_index=False)[
        ["long_value", "short_value", "cost", "gross_cost", "position_count"]
    ].sum()
    totals = totals.merge(flows, on="portfolio_id")
    earned = np.zeros(len(totals))
    for session in totals.session.unique():
        before = dividends[dividends.ex_date <= session].groupby("portfolio_id").earned.sum()
        here = (totals.session == session).to_numpy()
        earned[here] = totals.portfolio_id[here].map(before).fillna(0)
    value = totals.long_value + totals.short_value
    cash = totals.flows + earned - totals.cost
    snapshots = pd.DataFrame(
        {
            "portfolio_id": totals.portfolio_id,
            "snapshot_date": totals.session,
            "revision": 1,
            "status": "COMPLETE",
            "total_value": value,
            "total_cost": totals.cost,
            "total_pnl": value - totals.cost,
            "pnl_percent": (value - totals.cost) * 100 / totals.gross_cost,
            "cash_value": cash,
            "net_asset_value": cash + value,
            "cumulative_external_flows": totals.flows,
            "long_value": totals.long_value,
            "short_value": totals.short_value,
            "gross_exposure": totals.long_value - totals.short_value,
            "net_exposure": value,
            "position_count": totals.position_count,
            "priced_count": totals.position_count,
            "stale_count": 0,
            "estimated_count": 0,
            "unpriced_count": 0,
            "coverage": 1,
            "fingerprint": "0" * 64,
            "reason": "MISSING",
            "written_at": "now",
            "read_server": server(),
        }
    )
    store("portfolio_snapshots", snapshots)
    latest = valued[valued.session == date]
    store(
        "latest",
        pd.DataFrame(
            {"position_id": latest.position_id, "close": latest.close, "value": latest.value,
             "pnl": latest.value - latest.cost}
        ),
        "create temp table latest (position_id bigint, close numeric, value numeric, pnl numeric)",
        after=(
            "update positions p set last_price = l.close, last_price_date = '%s', valued_on = '%s',"
            " market_value = l.value, unrealized_pnl = l.pnl from latest l"
            " where l.position_id = p.position_id" % (date, date),
        ),
    )


begin = time.perf_counter()
{"night": night, "backfill": backfill, "load": load, "refresh": refresh}[sys.argv[1]](*sys.argv[2:])
print(f"{time.perf_counter() - begin:.3f}")
