"""The %B job in vectorbt: signals as columns, one simulation in compiled code."""

import vectorbt as vbt

from job import CASH, COMMISSION, HIGH, LENGTH, LOW, MULTIPLIER, SMOOTH, WIDTH, bars, tell


def run(data):
    b = vbt.BBANDS.run(data["close"], window=LENGTH, alpha=WIDTH).percent_b
    distance = b - vbt.MA.run(b, window=SMOOTH).ma.values
    before = distance.shift(1)
    entries = ((before <= 0) & (distance > 0) & (b < LOW)).shift(1, fill_value=False)
    exits = ((before >= 0) & (distance < 0) & (b > HIGH)).shift(1, fill_value=False)
    portfolio = vbt.Portfolio.from_signals(
        data["close"],
        entries,
        exits,
        price=data["open"],
        size=MULTIPLIER,
        fixed_fees=COMMISSION,
        init_cash=CASH,
        freq="1min",
    )
    return portfolio.trades.closed.count(), portfolio.final_value()


tell(run, bars())
