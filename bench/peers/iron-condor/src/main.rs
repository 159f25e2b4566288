//! The strangle job in IronCondor: a chain from Parquet, sold at its first step, bought back at its last, a bundle written.

use ironcondor::{
    BacktestConfig, DataSourceSpec, ExecutionMode, FeeSchedule, LiquidityProfile, PriceCents, Quantity, ResourceLimits,
    ShortStrangleSpec, SlippageModel, StrategySpec, Underlying, run_backtest, write_bundle,
};
use optionstratlib::ExpirationDate;
use optionstratlib::simulation::ExitPolicy;
use rust_decimal::Decimal;
use std::error::Error;

/// Arguments: the Parquet file, its number of steps, the expiry in nanoseconds, the folder of the bundle.
fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [path, steps, expiry, output] = args.as_slice() else {
        return Err("give a file, the number of steps, an expiry and a folder".into());
    };
    let fee = PriceCents::new(65);
    let config = BacktestConfig {
        data_source: DataSourceSpec::Parquet { path: path.clone(), sha256: String::new() },
        mode: ExecutionMode::Naive,
        seed: 42,
        initial_capital: 1_000_000_000,
        fees: FeeSchedule { per_contract_cents: 65, per_order_cents: 0 },
        slippage: SlippageModel::None,
        marketable_cap_ticks: 10,
        liquidity_profile: LiquidityProfile::default(),
        limits: ResourceLimits::default(),
        output_dir: output.into(),
        overwrite: true,
    };
    let strategy = StrategySpec::ShortStrangle(ShortStrangleSpec {
        underlying: Underlying::new("XIX")?,
        underlying_price: PriceCents::new(500_000),
        call_strike: PriceCents::new(540_000),
        put_strike: PriceCents::new(460_000),
        expiration: ExpirationDate::DateTime(chrono::DateTime::from_timestamp_nanos(expiry.parse()?)),
        call_implied_volatility: Decimal::new(20, 2),
        put_implied_volatility: Decimal::new(20, 2),
        risk_free_rate: Decimal::ZERO,
        dividend_yield: Decimal::ZERO,
        quantity: Quantity::new(1)?,
        premium_short_call: PriceCents::new(2_000),
        premium_short_put: PriceCents::new(2_000),
        open_fee_short_call: fee,
        close_fee_short_call: fee,
        open_fee_short_put: fee,
        close_fee_short_put: fee,
    });
    let last = steps.parse::<usize>()? - 1;
    let run = run_backtest(&config, &strategy, ExitPolicy::TimeSteps(last))?;
    write_bundle(&run, &config, &strategy)?;
    let end = run.equity_curve.last().ok_or("no step was run")?;
    println!(
        "{{\"legs\":{},\"steps\":{},\"cents\":{}}}",
        run.trade_log.len(),
        run.equity_curve.len(),
        end.equity_cents
    );
    Ok(())
}
