"""The %B job in NautilusTrader, with its own bands. An order fills at the close of the bar, which is the next open."""

from collections import deque
from decimal import Decimal

import pandas as pd
from nautilus_trader.backtest.engine import BacktestEngine, BacktestEngineConfig
from nautilus_trader.backtest.models import PerContractFeeModel
from nautilus_trader.config import LoggingConfig
from nautilus_trader.indicators import BollingerBands
from nautilus_trader.model.currencies import USD
from nautilus_trader.model.data import BarType
from nautilus_trader.model.enums import AccountType, AssetClass, OmsType, OrderSide
from nautilus_trader.model.identifiers import InstrumentId, Symbol, Venue
from nautilus_trader.model.instruments import FuturesContract
from nautilus_trader.model.objects import Money, Price, Quantity
from nautilus_trader.persistence.wranglers import BarDataWrangler
from nautilus_trader.trading.strategy import Strategy

from job import CASH, COMMISSION, HIGH, LENGTH, LOW, MULTIPLIER, SMOOTH, WIDTH, bars, tell

VENUE = Venue("SIM")
FUTURE = FuturesContract(
    instrument_id=InstrumentId(Symbol("FUT"), VENUE),
    raw_symbol=Symbol("FUT"),
    asset_class=AssetClass.COMMODITY,
    currency=USD,
    price_precision=2,
    price_increment=Price.from_str("0.01"),
    multiplier=Quantity.from_int(MULTIPLIER),
    lot_size=Quantity.from_int(1),
    underlying="FUT",
    activation_ns=0,
    expiration_ns=pd.Timestamp("2040-12-01").value,
    ts_event=0,
    ts_init=0,
)
BARS = BarType.from_str("FUT.SIM-1-MINUTE-LAST-EXTERNAL")


class PercentB(Strategy):
    def __init__(self):
        super().__init__()
        self.bands = BollingerBands(LENGTH, WIDTH)
        self.recent = deque(maxlen=SMOOTH)
        self.before = float("nan")
        self.held = False
        self.trades = 0

    def on_start(self):
        self.subscribe_bars(BARS)

    def on_bar(self, bar):
        close = bar.close.as_double()
        self.bands.update_raw(close, close, close)
        if not self.bands.initialized:
            return
        b = (close - self.bands.lower) / (self.bands.upper - self.bands.lower)
        self.recent.append(b)
        if len(self.recent) < SMOOTH:
            return
        distance = b - sum(self.recent) / SMOOTH
        if self.before <= 0 < distance and b < LOW and not self.held:
            self.send(OrderSide.BUY)
        elif self.before >= 0 > distance and b > HIGH and self.held:
            self.send(OrderSide.SELL)
            self.trades += 1
        self.before = distance

    def send(self, side):
        self.held = side == OrderSide.BUY
        self.submit_order(self.order_factory.market(FUTURE.id, side, Quantity.from_int(1)))


def run(data):
    engine = BacktestEngine(BacktestEngineConfig(logging=LoggingConfig(bypass_logging=True)))
    engine.add_venue(
        venue=VENUE,
        oms_type=OmsType.NETTING,
        account_type=AccountType.MARGIN,
        base_currency=USD,
        starting_balances=[Money(CASH, USD)],
        default_leverage=Decimal(100),
        fee_model=PerContractFeeModel(Money(COMMISSION, USD)),
    )
    engine.add_instrument(FUTURE)
    engine.add_data(BarDataWrangler(BARS, FUTURE).process(data))
    strategy = PercentB()
    engine.add_strategy(strategy)
    engine.run()
    cash = engine.trader.generate_account_report(VENUE).iloc[-1]["total"]
    engine.dispose()
    return strategy.trades, cash


tell(run, bars())
