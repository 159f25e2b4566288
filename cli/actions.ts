/** What each command does: its code is loaded once it is chosen. */

import type { AmbiguitiesArguments } from './ambiguities-command.ts'
import type { BasisArguments } from './basis-command.ts'
import type { ImportArguments } from './data-command.ts'
import type { ExpiriesArguments } from './expiries-command.ts'
import type { LeverageArguments } from './leverage-command.ts'
import type { Log } from './log.ts'
import type { Outcome } from './outcome.ts'
import type { RegimeArguments } from './regime-command.ts'
import type { RiskArguments } from './risk-command.ts'
import type { RunArguments } from './run-command.ts'
import type { ScenarioArguments } from './scenario-command.ts'
import type { SchemaKind } from './schema-command.ts'
import type { VerifyArguments } from './verify-command.ts'

/** What an action works with besides its arguments. */
export interface Context {
  readonly log: Log
  /** Ends what is long. */
  readonly signal: AbortSignal
}

const loadData = () => import('./data-command.ts')

const ACTIONS = {
  run: async (args: RunArguments, { log, signal }: Context) =>
    (await import('./run-command.ts')).runCommand(args, log, signal),
  expiries: async (args: ExpiriesArguments) => (await import('./expiries-command.ts')).expiriesCommand(args),
  schema: async (args: { readonly which: SchemaKind }) =>
    (await import('./schema-command.ts')).schemaCommand(args.which),
  verify: async (args: VerifyArguments) => (await import('./verify-command.ts')).verifyCommand(args),
  basis: async (args: BasisArguments) => (await import('./basis-command.ts')).basisCommand(args),
  risk: async (args: RiskArguments, { log, signal }: Context) =>
    (await import('./risk-command.ts')).riskCommand(args, log, signal),
  'data scenarios': async (args: ScenarioArguments) =>
    (await import('./scenario-command.ts')).scenarioCommand(args),
  'data import': async (args: ImportArguments, { log, signal }: Context) =>
    (await loadData()).importCommand(args, log, signal),
  'data list': async (args: { readonly folder: string }) => (await loadData()).listCommand(args.folder),
  'data show': async (args: { readonly store: string }) => (await loadData()).showCommand(args.store),
  'data check': async (args: { readonly store: string }) => (await loadData()).checkCommand(args.store),
  'data repair': async (args: { readonly store: string }) => (await loadData()).repairCommand(args.store),
  'study regime': async (args: RegimeArguments) => (await import('./regime-command.ts')).regimeCommand(args),
  'study ambiguities': async (args: AmbiguitiesArguments, { signal }: Context) =>
    (await import('./ambiguities-command.ts')).ambiguitiesCommand(args, signal),
  'study leverage': async (args: LeverageArguments, { signal }: Context) =>
    (await import('./leverage-command.ts')).leverageCommand(args, signal),
}

type Command = keyof typeof ACTIONS

/** A command with its arguments: plain values, which may go to another thread. */
export type Chosen = {
  [C in Command]: { readonly command: C; readonly args: Parameters<(typeof ACTIONS)[C]>[0] }
}[Command]

/** Does what was chosen. Throws what its command throws. */
export function act({ command, args }: Chosen, context: Context): Promise<Outcome> {
  const action = ACTIONS[command] as (args: unknown, context: Context) => Promise<Outcome>
  return action(args, context)
}
