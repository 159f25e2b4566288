/** The contract of an importer: reads one format, and hands its rows to the intake. */

import type { z } from 'zod'
import type { BarField, CHAIN_FLOATS } from '../../engine/model/block.ts'
import type { Product } from '../../engine/model/instrument.ts'
import type { Day, EpochMs } from '../../engine/model/time.ts'
import type { SessionsRule } from '../facts/sessions-rule.ts'
import type { TextSource } from './text-source.ts'

type Known<Field extends string> = Readonly<Record<Field, number>>
type Possible<Field extends string> = Readonly<Partial<Record<Field, number>>>

/** A bar by the columns of a block; a value left out is missing. */
export type BarRow = Known<'time'> & Possible<Exclude<BarField, 'time'>>

/** A quote by the columns of a block; `expiry` is a day number, `right` CALL or PUT. */
type QuoteRow = Known<'time' | 'expiry' | 'strike' | 'right'> &
  Possible<Exclude<(typeof CHAIN_FLOATS)[number], 'time' | 'strike'>>

/** What is wrong with a row. */
export interface Rejection {
  readonly line: number
  /** The column of the file. */
  readonly field: string
  readonly value: string
  readonly reason: string
}

/** Takes what an importer reads. Rows that break a rule of every format are rejected by the intake itself. */
export interface Intake {
  /** States a product and its sessions; before its first row. Stating it again is free. */
  product(product: Product, sessions: SessionsRule): void
  /** The instant at which a day's values of a product are known. */
  closeOf(product: string, day: Day): EpochMs
  /** States a contract of a future with its listed expiry. */
  contract(instrument: string, expiry: Day): void
  /** States a series' final settlement price. Throws a DataError when another price was stated before. */
  settle(product: string, expiry: Day, price: number, line: number): void
  bar(instrument: string, bar: BarRow, line: number): void
  /** A bar that rows of options carry along: stored as any other, but not counted as a row of the file. */
  carriedBar(instrument: string, bar: BarRow, line: number): void
  /** `underlying`: the instrument that the series delivers, or the index it settles on. */
  quote(product: string, quote: QuoteRow, underlying: string, line: number): void
  reject(rejection: Rejection): void
  /** A row that was not asked for, such as one of another symbol. */
  skip(): void
}

/** The beginning of a file, by which its format is recognised. */
export interface FileHead {
  readonly name: string
  /** The first lines, without a byte order mark. */
  readonly lines: readonly string[]
}

export interface Importer<Options = unknown> {
  readonly name: string
  /** One sentence for a list of formats. */
  readonly about: string
  /** Raised when the same file would give other rows. */
  readonly version: number
  /** When a reader may use which value. */
  readonly knownAt: string
  /** What a report on such data has to say about it, in whole sentences; absent = nothing. */
  readonly note?: string
  readonly options: z.ZodType<Options>
  /** Whether a file is of this format, unless its options have to say so. */
  recognises(head: FileHead): boolean
  /** Reads all rows of the file. Throws a DataError for a file that is not of this format. */
  read(source: TextSource, options: Options, intake: Intake): Promise<void>
}

export const END_OF_DAY_KNOWN_AT =
  'prices of session D are known at its close; open interest of session D is known from the next session on'
