"""The %B job in backtesting.py; its signal is worked out by pandas, as its own examples do."""

import warnings

from backtesting import Backtest, Strategy

from job import CASH, COMMISSION, HIGH, LENGTH, LOW, MULTIPLIER, SMOOTH, WIDTH, bars, tell

warnings.filterwarnings("ignore")


def percent_b(close):
    rolling = close.s.rolling(LENGTH)
    half = WIDTH * rolling.std(ddof=0)
    return (close.s - rolling.mean() + half) / (2 * half)


class PercentB(Strategy):
    def init(self):
        self.b = self.I(percent_b, self.data.Close)
        self.mean = self.I(lambda b: b.s.rolling(SMOOTH).mean(), self.b)

    def next(self):
        before, now = self.b[-2] - self.mean[-2], self.b[-1] - self.mean[-1]
        if before <= 0 < now and self.b[-1] < LOW and not self.position:
            self.buy(size=MULTIPLIER)
        elif before >= 0 > now and self.b[-1] > HIGH and self.position:
            self.position.close()


def run(data):
    test = Backtest(data, PercentB, cash=CASH, commission=(COMMISSION, 0), finalize_trades=False)
    result = test.run()
    return len(result["_trades"]), result["Equity Final [$]"]


tell(run, bars().rename(columns=str.capitalize))
