/** `stillhalter risk`: what an experiment holds at the close of a day, and what could become of it. */

import { dirname, resolve } from 'node:path'
import { table } from 'arquero'
import { DataError, parseDay } from '../engine/index.ts'
import {
  type Distance,
  type Experiment,
  type GroupRisk,
  type LegGreeks,
  type Level,
  type NetGreeks,
  type RiskGrid,
  type RiskOptions,
  type RiskView,
  readExperiment,
  riskView,
  runExperiment,
  type StopDistance,
} from '../studies/index.ts'
import type { Log } from './log.ts'
import { progressOf } from './progress.ts'
import { handedOn, type RunSwitches } from './run-switches.ts'
import { textTable } from './text-table.ts'
import { packageVersion } from './version.ts'

export interface RiskArguments extends RunSwitches {
  readonly experiment: string
  readonly set: readonly string[]
  /** Day at whose close the account is looked at, YYYY-MM-DD. */
  readonly at: string
  /** Tag of the group to print; null = all of them. */
  readonly group: string | null
  /** Furthest move of the grids and their step, in percent. */
  readonly range: number
  readonly step: number
  readonly json: boolean
  readonly quiet: boolean
}

/** Runs the experiment up to the day and gives what is to be printed. Throws a DataError for bad input. */
export async function riskCommand(args: RiskArguments, log: Log, signal: AbortSignal): Promise<string> {
  const movesPercent = movesOf(args.range, args.step)
  const handed = handedOn(args)
  const { experiment, placeOf } = await readExperiment(args.experiment, args.set, handed.ceilings)
  const until = dayWithin(args.at, experiment)
  log.info({ experiment: args.experiment, at: args.at }, 'risk')
  const progress = progressOf(experiment.name, args.quiet)
  const { holdings } = await runExperiment(experiment, {
    folder: resolve(dirname(args.experiment)),
    placeOf,
    engine: packageVersion(),
    rerun: `stillhalter risk ${args.experiment} --at ${args.at}`,
    progress: progress.at,
    signal,
    until,
    ...handed,
  }).finally(progress.stop)
  const interest = interestOf(experiment)
  const view = only(args.group, riskView(holdings, { movesPercent, ...(interest ? { interest } : {}) }))
  return args.json ? `${JSON.stringify(view, null, 2)}\n` : viewText(view, experiment.name)
}

/** The interest that an experiment states: what holders of its options exercise by, else what its cash earns. */
function interestOf({ assignment, account }: Experiment): RiskOptions['interest'] | null {
  if (assignment.model === 'optimal') return assignment
  return account.cashRate === 0 ? null : { ratePercent: account.cashRate, yieldPercent: 0 }
}

function dayWithin(at: string, { from, to }: Experiment): number {
  const day = parseDay(at, '--at')
  if (day < parseDay(from, 'from') || day > parseDay(to, 'to'))
    throw new DataError(`the experiment runs from ${from} to ${to}; choose a day of it`, {
      field: '--at',
      value: at,
    })
  return day
}

/** More rows than anyone reads. */
const STEPS_MOST = 100

/** From the furthest fall to the furthest rise; 0 is always among them. */
function movesOf(range: number, step: number): number[] {
  if (!(range > 0 && range < 100))
    throw new DataError('must be above 0 and below 100 percent', { field: '--range', value: range })
  const count = Math.floor(range / step + 1e-9)
  if (!(step > 0 && count >= 1 && count <= STEPS_MOST))
    throw new DataError(`choose a step that goes 1 to ${STEPS_MOST} times into ${range}`, {
      field: '--step',
      value: step,
    })
  return Array.from({ length: 2 * count + 1 }, (_, i) => Number(((i - count) * step).toPrecision(12)))
}

function only(tag: string | null, view: RiskView): RiskView {
  if (tag === null || view.groups.length === 0) return view
  const groups = view.groups.filter(group => group.tag === tag)
  if (groups.length > 0) return { ...view, groups }
  const tags = view.groups.map(group => group.tag)
  throw new DataError(`no open group has this tag; open are ${tags.join(', ')}`, {
    field: '--group',
    value: tag,
  })
}

function viewText(view: RiskView, name: string): string {
  const { session, currency, groups, account } = view
  const head = `Risk of ${name} at the close of ${session}, money in ${currency}`
  if (groups.length === 0 && account.deliveries.length === 0)
    return `${head}\nNo position is open. Equity ${money(view.equity)}.\n`
  return [
    head,
    'Volatilities are implied by the marks and stay with their strikes; margin rates stay as they are.',
    valuationText(groups),
    ...groups.map(groupText),
    section('Account', [
      `Equity ${money(view.equity)}; maintenance margin asks for ${money(view.maintenance)} of it; excess ${money(view.excess)}.`,
      `Margin call today: ${distanceText(account.marginCall)}.`,
      ...(account.deliveries.length > 0 ? ['To be delivered:', greeksText(account.deliveries)] : []),
      netText(account.net),
      gridText(account.grid),
    ]),
    '',
  ].join('\n')
}

function valuationText(groups: readonly GroupRisk[]): string {
  const rates = new Set(groups.flatMap(({ legs }) => legs.map(leg => leg.americanAtPercent)))
  rates.delete(null)
  const american = [...rates].map(rate => `American ones as such, at ${rate} % a year`)
  return `Options are valued by Black-76 without interest${american.length > 0 ? `, ${american.join(', ')}` : ''}.`
}

const section = (title: string, parts: readonly string[]): string => ['', `== ${title}`, ...parts].join('\n')

const groupText = (group: GroupRisk): string =>
  section(`Group ${group.group}, ${group.tag}`, group.legs.length === 0 ? [DELIVERING] : groupParts(group))

/** A group between an assignment and the session that delivers the future has no legs. */
const DELIVERING = 'All it held was assigned; the futures that this delivers stand with the account.'

const groupParts = (group: GroupRisk): string[] => [
  `${group.lots} ${group.lots === 1 ? 'lot' : 'lots'}, credit ${points(group.creditPoints)} points, closing costs ${points(group.closingPoints)} points a lot; ${group.underlyings.map(({ underlying, price }) => `${underlying} at ${points(price)}`).join(', ')}.`,
  `Break-even at expiry: ${group.breakEvens.length === 0 ? 'none up to twice the price' : group.breakEvens.map(levelText).join(', ')}.`,
  ...stopText(group.stop),
  greeksText(group.legs),
  netText(group.net),
  gridText(group.grid),
]

function stopText(stop: StopDistance | null): string[] {
  if (stop === null) return ['No stop is at work.']
  if (stop.kind === 'level') {
    const { watch, price, level, fires, distancePercent } = stop
    const where =
      price === null || distancePercent === null
        ? 'its price is not among the positions'
        : `it is ${points(price)}, ${signed(distancePercent)} % to go`
    return [`Stop when ${watch} is ${fires} ${points(level)}: ${where}.`]
  }
  return [
    `Stop at a loss of ${points(stop.stopPoints)} points a lot, ${points(stop.lossPoints)} now. Today: ${distanceText(stop.today)}.`,
    `At the nearest expiry: ${distanceText(stop.atExpiry)}.`,
  ]
}

const distanceText = ({ reached, down, up }: Distance): string =>
  `${reached ? 'reached now, ends' : 'reached'} at ${sideText(down)} below, at ${sideText(up)} above`

const sideText = (level: Level | null): string => (level === null ? 'no price within 50 %' : levelText(level))

const levelText = ({ movePercent, prices }: Level): string =>
  `${prices.map(({ underlying, price }) => `${underlying} ${points(price)}`).join(' / ')} (${signed(movePercent)} %)`

/** A column of numbers, set to decimals and to the right edge; null is a dash. */
function column(head: string, values: readonly (number | null)[], digits: number): [string, string[]] {
  const cells = values.map(value => (value === null ? '-' : fixed(value, digits)))
  const width = Math.max(head.length, ...cells.map(cell => cell.length))
  return [head.padStart(width), cells.map(cell => cell.padStart(width))]
}

const fixed = (value: number, digits: number): string => {
  const text = value.toFixed(digits)
  return Number(text) === 0 ? text.replace('-', '') : text
}
const money = (value: number): string => fixed(value, 2)
const points = (value: number): string => String(Number(value.toPrecision(7)))
const signed = (percent: number): string => `${percent > 0 ? '+' : ''}${fixed(percent, 2)}`

/** Greeks of one contract in points, then those of the leg in money of its own currency. */
function greeksText(legs: readonly LegGreeks[]): string {
  const of = (head: string, digits: number, value: (leg: LegGreeks) => number | null) =>
    column(head, legs.map(value), digits)
  const names: [string, string[]] = ['leg', legs.map(({ instrument }) => instrument)]
  return [
    'Of one contract, in points; vega a volatility point, theta a day:',
    text([
      names,
      of('contracts', 0, leg => leg.quantity),
      of('price', 4, leg => leg.pricePoints),
      of('days', 0, leg => leg.daysToExpiry),
      ['vol %', legs.map(volText)],
      of('delta', 4, leg => leg.points.delta),
      of('gamma', 6, leg => leg.points.gamma),
      of('vega', 4, leg => leg.points.vegaPerVolPoint),
      of('theta', 4, leg => leg.points.thetaPerDay),
    ]),
    'Of the whole leg, in money:',
    text([
      names,
      of('delta', 2, leg => leg.money.delta),
      of('gamma', 4, leg => leg.money.gamma),
      of('vega', 2, leg => leg.money.vegaPerVolPoint),
      of('theta', 2, leg => leg.money.thetaPerDay),
      ['in', legs.map(({ currency }) => currency)],
    ]),
  ].join('\n')
}

const WITHOUT_VOLATILITY = {
  ok: '',
  future: '-',
  atIntrinsic: 'none: at intrinsic',
  belowIntrinsic: 'none: below intrinsic',
  aboveMax: 'none: above any',
} as const

const volText = ({ volatility, volatilityStatus }: LegGreeks): string =>
  volatility === null ? WITHOUT_VOLATILITY[volatilityStatus] : fixed(100 * volatility, 2)

function netText(net: NetGreeks): string {
  const perPoint =
    net.delta === null || net.gamma === null || net.deltaContracts === null
      ? ['points of several underlyings do not add up']
      : [
          `delta ${fixed(net.deltaContracts, 4)} contracts, ${money(net.delta)} a point`,
          `gamma ${fixed(net.gamma, 4)}`,
        ]
  return `Net in ${net.currency}: ${[
    ...perPoint,
    `delta ${money(net.deltaPerPercent)} a percent`,
    `gamma ${money(net.gammaPerPercent)} a percent`,
    `vega ${money(net.vegaPerVolPoint)} a volatility point`,
    `theta ${money(net.thetaPerDay)} a day`,
  ].join('; ')}.`
}

const gridText = (grid: RiskGrid): string =>
  [
    'Profit against now, by move in percent and days ahead:',
    cellsText(grid, 'profit'),
    'Maintenance margin of the account:',
    cellsText(grid, 'maintenance'),
    'Excess of the account over it:',
    cellsText(grid, 'excess'),
  ].join('\n')

const cellsText = (grid: RiskGrid, field: 'profit' | 'maintenance' | 'excess'): string =>
  text([
    column('move %', grid.movesPercent, 2),
    ...grid.daysAhead.map(days =>
      column(
        days === 0 ? 'now' : `+${days} d`,
        grid.cells.filter(cell => cell.daysAhead === days).map(cell => cell[field]),
        2,
      ),
    ),
  ])

const text = (columns: readonly (readonly [string, string[]])[]): string =>
  textTable(table(columns.map(([head, cells]) => [head, cells])))
