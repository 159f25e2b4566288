"""The %B job in backtrader, with its own indicators."""

import backtrader as bt

from job import CASH, COMMISSION, HIGH, LENGTH, LOW, MULTIPLIER, SMOOTH, WIDTH, bars, tell


class PercentB(bt.Strategy):
    def __init__(self):
        bands = bt.indicators.BollingerBands(self.data.close, period=LENGTH, devfactor=WIDTH)
        self.b = (self.data.close - bands.bot) / (bands.top - bands.bot)
        self.cross = bt.indicators.CrossOver(self.b, bt.indicators.SMA(self.b, period=SMOOTH))
        self.trades = 0

    def next(self):
        if self.cross[0] > 0 and self.b[0] < LOW and not self.position:
            self.buy(size=1)
        elif self.cross[0] < 0 and self.b[0] > HIGH and self.position:
            self.close()

    def notify_trade(self, trade):
        self.trades += trade.isclosed


def run(data):
    cerebro = bt.Cerebro(stdstats=False)
    cerebro.adddata(bt.feeds.PandasData(dataname=data, openinterest=None))
    cerebro.addstrategy(PercentB)
    cerebro.broker.setcash(CASH)
    cerebro.broker.setcommission(commission=COMMISSION, mult=MULTIPLIER, margin=5000)
    [strategy] = cerebro.run()
    return strategy.trades, cerebro.broker.getvalue()


tell(run, bars())
