/** All rules by name, and what each of them takes. */

import { dateRules } from './dates.ts'
import { exerciseRules } from './exercises.ts'
import { marginRules } from './margins.ts'
import { moneyRules } from './money.ts'
import { priceRules } from './prices.ts'
import type { Rule } from './rule.ts'

const RULES = { ...dateRules, ...moneyRules, ...priceRules, ...marginRules, ...exerciseRules }

export type RuleName = keyof typeof RULES

/** What a rule computes from. */
export type RuleInputs = { [Name in RuleName]: Parameters<(typeof RULES)[Name]['compute']>[0] }

export const deckRules: { readonly [Name in RuleName]: Rule<RuleInputs[Name]> } = RULES
