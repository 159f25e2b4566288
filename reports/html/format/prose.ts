/** Sentences that came as plain text, with their numbers set like all others. */

import { MINUS, THIN } from './number.ts'

/** True minus signs, thin thousands from five digits on, thin blanks before per cent. Names and dates stay as they are. */
export const typeset = (text: string): string =>
  text
    .replace(/(^|[\s(=])-(?=\d)/g, `$1${MINUS}`)
    .replace(/(?<![\w.:-])\d{5,}(?![\w:-])/g, digits => digits.replace(/\B(?=(\d{3})+$)/g, THIN))
    .replace(/(\d) %/g, `$1${THIN}%`)
    .replace(/\b([A-Z]{3}) (?=[\d\u2212])/g, '$1\u00a0')

/** A camel-cased key as words: `callDelta` gives `call delta`. */
export const words = (key: string): string =>
  key.replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)

/** One noun or many: `1 trade`, `2 trades`. */
export const counted = (count: string, noun: string): string =>
  `${count} ${count === '1' ? noun : `${noun}s`}`
