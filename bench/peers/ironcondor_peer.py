"""The condor job in IronCondor: a chain from Parquet, opened at its first step, closed at its last, its bundle written."""

import json
import sys

import ironcondor

path, steps, expiry_ns, output = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
config = (
    ironcondor.BacktestConfig(seed=42, capital_cents=1_000_000_000)
    .data_parquet(path)
    .strategy_iron_condor(
        underlying="XIX",
        underlying_price_cents=500_000,
        short_call_strike_cents=540_000,
        short_put_strike_cents=460_000,
        long_call_strike_cents=560_000,
        long_put_strike_cents=440_000,
        expiration_ns=expiry_ns,
        quantity=1,
        premium_short_call_cents=2_000,
        premium_short_put_cents=2_000,
        premium_long_call_cents=800,
        premium_long_put_cents=800,
        implied_volatility=0.20,
        risk_free_rate=0.0,
        dividend_yield=0.0,
        open_fee_cents=65,
        close_fee_cents=65,
    )
    .execution_naive()
    .fees(per_contract_cents=65, per_order_cents=0)
    .exit_time_steps(steps - 1)
    .output_dir(output)
    .overwrite(True)
)
print(json.dumps(str(ironcondor.run(config).path)))
