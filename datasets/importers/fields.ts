/** Reads the named fields of csv rows as numbers and dates, and remembers what is wrong with the row. */

import { closestName } from '../../engine/model/closest-name.ts'
import { DataError } from '../../engine/model/errors.ts'
import { type Day, dayOf, formatDay } from '../../engine/model/time.ts'
import type { CsvRow } from './csv.ts'
import type { Rejection } from './importer.ts'

/** How a file writes its numbers. */
export interface NumberStyle {
  readonly decimal: '.' | ','
  /** The sign between groups of thousands; null = none. */
  readonly thousands: string | null
  /** Cells that mean that there is no number, besides blank ones. */
  readonly missing?: readonly string[]
}

const PLAIN: NumberStyle = { decimal: '.', thousands: null }

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i

/** A reader of one file's rows. Point it at a row, read its fields, then look at `fault`. */
export class Fields {
  /** The first thing that is wrong with the row; null = nothing so far. */
  fault: Rejection | null = null
  private row: CsvRow = { line: 0, cells: [] }
  private readonly header: readonly string[]
  private readonly index: ReadonlyMap<string, number>

  private readonly style: NumberStyle
  private readonly missing: ReadonlySet<string>
  private readonly grouped: RegExp | null

  constructor(header: readonly string[], style: NumberStyle = PLAIN) {
    this.style = style
    this.missing = new Set(style.missing)
    this.grouped = style.thousands === null ? null : groupsOf(style.thousands)
    this.header = withoutBlankEnd(header.map(name => name.trim()))
    this.index = new Map(this.header.map((name, index) => [name, index]))
  }

  /** Throws a DataError that suggests the closest of the header's names for a column that is missing. */
  require(columns: readonly string[], file: string, line: number): void {
    for (const column of columns) {
      if (this.index.has(column)) {
        if (this.header.indexOf(column) === this.index.get(column)) continue
        throw new DataError('is in the header twice; rename one of the two', {
          file,
          line,
          field: 'header',
          value: column,
        })
      }
      const spare = this.header.filter(name => !columns.includes(name))
      const close = closestName(column, spare)
      const hint = close === null || close === '' ? 'there is none' : `is "${close}" meant?`
      throw new DataError(`the header has no such column; ${hint} Rename it, or choose another importer`, {
        file,
        line,
        field: 'header',
        value: column,
      })
    }
  }

  at(row: CsvRow): void {
    this.row = row
    this.fault = null
    const { length } = row.cells
    const wanted = this.header.length
    if (length === wanted) return
    if (length < wanted || withoutBlankEnd(row.cells).length > wanted) {
      this.reject('row', row.cells.join(','), `has ${length} fields where the header has ${wanted}`)
    }
  }

  has(column: string): boolean {
    return this.index.has(column)
  }

  get line(): number {
    return this.row.line
  }

  /** Records a fault, unless there is one already. */
  reject(field: string, value: string, reason: string): void {
    this.fault ??= { line: this.row.line, field, value, reason }
  }

  text(column: string): string {
    return this.row.cells[this.index.get(column) ?? -1]?.trim() ?? ''
  }

  /** A number; NaN for a blank field, and for a faulty one. */
  number(column: string): number {
    return this.parsed(column, this.text(column))
  }

  /** A number that is not below zero. */
  amount(column: string): number {
    const value = this.number(column)
    if (value < 0) this.reject(column, this.text(column), 'is negative')
    return value
  }

  /** A number above zero that must be there. */
  positive(column: string): number {
    const value = this.number(column)
    if (!(value > 0)) this.reject(column, this.text(column), 'must be a number above zero')
    return value
  }

  /** A day by one of the parsers below; NaN, and a fault, for anything else. */
  day(column: string, parse: (text: string) => Day): Day {
    const text = this.text(column)
    const day = parse(text)
    if (Number.isNaN(day)) this.reject(column, text, 'is no date of the expected form')
    return day
  }

  private parsed(column: string, text: string): number {
    if (text === '' || this.missing.has(text)) return Number.NaN
    const { decimal, thousands } = this.style
    const isGrouped = thousands !== null && text.includes(thousands)
    const grouped = isGrouped ? text.replaceAll(thousands, '') : text
    const plain = decimal === '.' ? grouped : grouped.replace(decimal, '.')
    const whole = isGrouped ? (text.split(decimal)[0] ?? '') : ''
    const fits =
      !isGrouped || (this.grouped?.test(whole) === true && !text.slice(whole.length).includes(thousands))
    if (fits && NUMBER.test(plain)) {
      const value = Number(plain)
      if (Number.isFinite(value)) return value
    }
    this.reject(column, text, 'is no number')
    return Number.NaN
  }
}

/** Groups of three digits, or of two before the last three as in India, behind a first one of no more. */
function groupsOf(sign: string): RegExp {
  const mark = sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^[-+]?(\\d{1,3}(${mark}\\d{3})+|\\d{1,2}(${mark}\\d{2})*${mark}\\d{3})$`)
}

function withoutBlankEnd(cells: readonly string[]): readonly string[] {
  let length = cells.length
  while (length > 0 && cells[length - 1]?.trim() === '') length--
  return length === cells.length ? cells : cells.slice(0, length)
}

/** A parser that remembers its answers: files repeat few dates many times. */
export function remembered(parse: (text: string) => number): (text: string) => number {
  const known = new Map<string, number>()
  return text => {
    const before = known.get(text)
    if (before !== undefined) return before
    const now = parse(text)
    known.set(text, now)
    return now
  }
}

/** The day of three numbers; NaN for a date that does not exist. */
function existing(year: number, month: number, day: number): Day {
  const number = dayOf(year, month, day)
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return Number.isNaN(number) || formatDay(number) !== text ? Number.NaN : number
}

const parts = (text: string, pattern: RegExp): readonly string[] => pattern.exec(text)?.slice(1) ?? []

/** `2024-01-25`. */
export const isoDay = (): ((text: string) => Day) =>
  remembered(text => {
    const [year, month, day] = parts(text, /^(\d{4})-(\d{2})-(\d{2})$/)
    return existing(Number(year), Number(month), Number(day))
  })

/** `20240125 00:00`: the day of a daily row as LEAN writes it. */
export const leanDay = (): ((text: string) => Day) =>
  remembered(text => {
    const [year, month, day] = parts(text, /^(\d{4})(\d{2})(\d{2}) 00:00$/)
    return existing(Number(year), Number(month), Number(day))
  })

/** `01/25/2024`: month, day, year. */
export const americanDay = (): ((text: string) => Day) =>
  remembered(text => {
    const [month, day, year] = parts(text, /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/)
    return existing(Number(year), Number(month), Number(day))
  })

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `25-JAN-2024`, in any case. */
export const namedMonthDay = (): ((text: string) => Day) =>
  remembered(text => {
    const [day, month, year] = parts(text, /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/)
    return existing(Number(year), MONTHS.indexOf(month?.toLowerCase() ?? '') + 1, Number(day))
  })
