/** Reads a list of Treasury issues of the user's own. */

import { basename } from 'node:path'
import { DataError } from '../../engine/model/errors.ts'
import type { BondIssue } from '../../engine/model/instrument.ts'
import { civilOf, type Day } from '../../engine/model/time.ts'
import { type Fields, isoDay } from '../importers/fields.ts'
import { goodRows } from '../importers/good-rows.ts'
import { issueId } from './issues.ts'

const COLUMNS = ['cusip', 'couponPercent', 'issued', 'maturity', 'originalTerm']

/**
 * Rows of `cusip,couponPercent,issued,maturity,originalTerm[,firstCoupon]`: nine characters or blank, percent a year,
 * days as 2014-08-15 (`issued` is the dated date of the first issue, also for a reopening), a term as 10Y, 10-Year or
 * 120M, and the first coupon where it is not the regular one. Ascending by maturity, whatever the order of the file.
 * Every row must be good, and no bond there twice: the first row that is not throws a DataError with its line.
 */
export async function readIssues(path: string): Promise<BondIssue[]> {
  const file = basename(path)
  const dayOf = isoDay()
  const rows = await goodRows(path, file, COLUMNS, fields => ({
    cusip: cusipOf(fields),
    issue: issueOf(fields, dayOf),
  }))
  const lines = new Map<string, number>()
  for (const { line, value } of rows) {
    for (const [field, name] of [
      ['cusip', value.cusip],
      ['maturity', value.issue.id],
    ] as const) {
      if (name === '') continue
      const first = lines.get(name)
      if (first !== undefined) {
        throw new DataError(`is also on line ${first}; keep one of the two`, {
          file,
          line,
          field,
          value: name,
        })
      }
      lines.set(name, line)
    }
  }
  return rows
    .map(({ value }) => value.issue)
    .sort((a, b) => a.maturity - b.maturity || (a.id < b.id ? -1 : 1))
}

function cusipOf(fields: Fields): string {
  const cusip = fields.text('cusip')
  if (cusip !== '' && !/^[0-9A-Z]{9}$/.test(cusip)) {
    fields.reject('cusip', cusip, 'must be nine digits and capital letters, or blank')
  }
  return cusip
}

function issueOf(fields: Fields, dayOf: (text: string) => Day): BondIssue {
  const couponPercent = fields.amount('couponPercent')
  if (Number.isNaN(couponPercent)) fields.reject('couponPercent', '', 'must be a number of percent')
  const issued = fields.day('issued', dayOf)
  const maturity = fields.day('maturity', dayOf)
  const originalMonths = monthsOf(fields)
  const firstCoupon = firstCouponOf(fields, dayOf, issued, maturity)
  if (maturity <= issued) {
    fields.reject('maturity', fields.text('maturity'), 'is not later than the issue')
  } else if (Math.abs(monthsBetween(issued, maturity) - originalMonths) > 1) {
    fields.reject(
      'originalTerm',
      fields.text('originalTerm'),
      `differs from the ${monthsBetween(issued, maturity)} months from issue to maturity; a reopening keeps the issue date of the first`,
    )
  }
  return {
    id: fields.fault ? '' : issueId(couponPercent, maturity, originalMonths),
    couponPercent,
    issued,
    maturity,
    firstCoupon,
    originalMonths,
  }
}

function monthsOf(fields: Fields): number {
  const term = fields.text('originalTerm')
  const [, count = '', unit = ''] = /^(\d+)[ -]?(y|m)(?:(?:ea)?rs?|onths?|os?)?$/i.exec(term) ?? []
  const months = Number(count) * (unit.toLowerCase() === 'y' ? 12 : 1)
  if (months === 0) fields.reject('originalTerm', term, 'is no term; write it as 10Y or 120M')
  return months
}

function firstCouponOf(fields: Fields, dayOf: (text: string) => Day, issued: Day, maturity: Day): Day | null {
  if (fields.text('firstCoupon') === '') return null
  const day = fields.day('firstCoupon', dayOf)
  if (day <= issued || day > maturity) {
    fields.reject('firstCoupon', fields.text('firstCoupon'), 'must lie between issue and maturity')
  }
  return day
}

const monthsBetween = (from: Day, to: Day): number => {
  const [start, end] = [civilOf(from), civilOf(to)]
  return 12 * (end.year - start.year) + end.month - start.month
}
