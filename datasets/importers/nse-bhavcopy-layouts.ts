/** The two layouts of the exchange's daily derivatives file, read into the same rows. */

import type { Right } from '../../engine/model/instrument.ts'
import type { Day } from '../../engine/model/time.ts'
import { type Fields, isoDay, namedMonthDay } from './fields.ts'

/** A row of an index option or future; NaN = blank. */
export interface BhavcopyRow {
  readonly line: number
  readonly day: Day
  readonly expiry: Day
  /** Null for a future. */
  readonly right: Right | null
  readonly strike: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly settlement: number
  /** In units of the index. */
  readonly openInterest: number
  /** In contracts. */
  readonly traded: number
  /** Null where the layout does not state it. */
  readonly lot: number | null
  readonly underlying: number | null
  readonly valueLakh: number | null
}

export interface BhavcopyLayout {
  readonly columns: readonly string[]
  readonly kind: string
  readonly symbol: string
  /** Kinds of instruments on an index. */
  readonly ofIndex: ReadonlySet<string>
  /** A reader of rows, with its own memory of dates. */
  reader(): (fields: Fields) => BhavcopyRow
}

const OLD_COLUMNS = [
  'INSTRUMENT',
  'SYMBOL',
  'EXPIRY_DT',
  'STRIKE_PR',
  'OPTION_TYP',
  'OPEN',
  'HIGH',
  'LOW',
  'CLOSE',
  'SETTLE_PR',
  'CONTRACTS',
  'VAL_INLAKH',
  'OPEN_INT',
  'TIMESTAMP',
]

const UDIFF_COLUMNS = [
  'TradDt',
  'FinInstrmTp',
  'TckrSymb',
  'XpryDt',
  'StrkPric',
  'OptnTp',
  'OpnPric',
  'HghPric',
  'LwPric',
  'ClsPric',
  'SttlmPric',
  'UndrlygPric',
  'OpnIntrst',
  'TtlTradgVol',
  'NewBrdLotQty',
]

export const BHAVCOPY_LAYOUTS: Readonly<Record<'old' | 'udiff', BhavcopyLayout>> = {
  old: {
    columns: OLD_COLUMNS,
    kind: 'INSTRUMENT',
    symbol: 'SYMBOL',
    ofIndex: new Set(['OPTIDX', 'FUTIDX']),
    reader() {
      const dateOf = namedMonthDay()
      return fields => {
        const right = rightOf(fields, 'OPTION_TYP', fields.text('INSTRUMENT') === 'FUTIDX')
        return {
          line: fields.line,
          day: fields.day('TIMESTAMP', dateOf),
          expiry: fields.day('EXPIRY_DT', dateOf),
          right,
          strike: right === null ? 0 : fields.positive('STRIKE_PR'),
          open: fields.amount('OPEN'),
          high: fields.amount('HIGH'),
          low: fields.amount('LOW'),
          close: fields.amount('CLOSE'),
          settlement: fields.amount('SETTLE_PR'),
          openInterest: fields.amount('OPEN_INT'),
          traded: fields.amount('CONTRACTS'),
          lot: null,
          underlying: null,
          valueLakh: fields.amount('VAL_INLAKH'),
        }
      }
    },
  },
  udiff: {
    columns: UDIFF_COLUMNS,
    kind: 'FinInstrmTp',
    symbol: 'TckrSymb',
    ofIndex: new Set(['IDO', 'IDF']),
    reader() {
      const dateOf = isoDay()
      return fields => {
        const right = rightOf(fields, 'OptnTp', fields.text('FinInstrmTp') === 'IDF')
        return {
          line: fields.line,
          day: fields.day('TradDt', dateOf),
          expiry: fields.day('XpryDt', dateOf),
          right,
          strike: right === null ? 0 : fields.positive('StrkPric'),
          open: fields.amount('OpnPric'),
          high: fields.amount('HghPric'),
          low: fields.amount('LwPric'),
          close: fields.amount('ClsPric'),
          settlement: fields.amount('SttlmPric'),
          openInterest: fields.amount('OpnIntrst'),
          traded: fields.amount('TtlTradgVol'),
          lot: fields.positive('NewBrdLotQty'),
          underlying: fields.amount('UndrlygPric'),
          valueLakh: null,
        }
      }
    },
  },
}

/** The layout of a header, one column of the key ones missing at most; null = neither. */
export function layoutOf(header: string): 'old' | 'udiff' | null {
  const names = new Set(header.split(',').map(name => name.trim()))
  const has = (columns: readonly string[]): boolean =>
    columns.filter(column => names.has(column)).length >= columns.length - 1
  if (has(OLD_COLUMNS)) return 'old'
  return has(UDIFF_COLUMNS) ? 'udiff' : null
}

/** Null for a future; faulty codes read as a call, and the row is rejected. Old files end in A for American. */
function rightOf(fields: Fields, column: string, isFuture: boolean): Right | null {
  if (isFuture) return null
  const code = fields.text(column)
  if (code === 'PE' || code === 'PA') return 'put'
  if (code !== 'CE' && code !== 'CA') fields.reject(column, code, 'is neither CE nor PE')
  return 'call'
}
