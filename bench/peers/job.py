"""The %B job as every peer gets it: bars from a csv, what to trade on, and how the result is told."""

import json
import sys
import time

import pandas as pd

LENGTH, WIDTH, SMOOTH, LOW, HIGH = 21, 2.0, 10, 0.25, 0.75
CASH, MULTIPLIER, COMMISSION = 1_000_000.0, 100, 2.5
# Compilers and caches warm up on so many bars, which do not count.
WARM = 3000


def bars():
    """Minute bars with columns open, high, low, close, volume; the index is the bar's end."""
    data = pd.read_csv(sys.argv[1])
    data.index = pd.to_datetime(data.pop("time"), unit="ms")
    return data


def tell(run, data):
    """Runs once on a few bars and once on all; prints CPU seconds of the second, round trips and final cash."""
    run(data.iloc[:WARM])
    start = time.process_time()
    trades, cash = run(data)
    print(json.dumps({"cpuMs": 1000 * (time.process_time() - start), "trades": int(trades), "cash": round(float(cash), 2)}))
