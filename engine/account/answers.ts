/** What a strategy answers: read whole, counted, and kept for the slice; its first fault is kept too, and ends its run. */

import { CEILINGS } from '../model/ceilings.ts'
import { DataError, StrategyError } from '../model/errors.ts'
import type { Intent } from '../model/order.ts'
import { IntentFault } from '../model/read-fields.ts'
import type { EpochMs } from '../model/time.ts'
import { type IntentFacts, readIntent } from './execution/read-intent.ts'
import { showValue } from './execution/show-value.ts'

/** Called once, with the error that the run ends with, should the strategy ever come back. */
export type Stuck = (error: Error) => void

/** The one observer of a strategy's stream. After a fault it drops whatever comes. */
export class Answers {
  /** Answers of the slice, in order. */
  readonly inbox: Intent[] = []
  failure: Error | null = null
  isComplete = false
  private readonly strategy: string
  private readonly facts: IntentFacts
  private readonly most: number
  private readonly stuck: Stuck | undefined
  /** The slice that is answered; null between slices. */
  private slice: EpochMs | null = null
  private counted = 0

  /** `most` = answers to one slice that are still taken. */
  constructor(strategy: string, facts: IntentFacts, most: number, stuck: Stuck | undefined) {
    this.strategy = strategy
    this.facts = facts
    this.most = most
    this.stuck = stuck
  }

  /** Answers belong to this slice from here on. */
  begin(time: EpochMs): void {
    this.slice = time
    this.counted = 0
  }

  end(): void {
    this.slice = null
  }

  readonly next = (value: unknown): void => {
    this.counted++
    if (this.counted > this.most) this.tooMany()
    else if (this.failure === null) this.take(value)
  }

  readonly error = (error: unknown): void => {
    this.fail(error instanceof Error ? error : new Error(`threw ${showValue(error)}`))
  }

  readonly complete = (): void => {
    this.isComplete = true
  }

  /** The failure as the run ends with it: names the strategy and the instant. */
  errorAt(time: EpochMs): Error | null {
    const { failure } = this
    if (failure === null || failure instanceof DataError || failure instanceof StrategyError) return failure
    return new StrategyError(`strategy ${this.strategy} threw at ${iso(time)}: ${failure.message}`, {
      cause: failure,
    })
  }

  private take(value: unknown): void {
    if (this.slice === null) {
      this.fail(
        new StrategyError(
          `strategy ${this.strategy} answered after its slice; answer at once, without delays or promises`,
        ),
      )
      return
    }
    try {
      this.inbox.push(readIntent(value, this.facts))
    } catch (error) {
      if (error instanceof IntentFault) this.fail(this.malformed(error, this.slice))
      else this.error(error)
    }
  }

  private malformed({ field, value, reason }: IntentFault, time: EpochMs): StrategyError {
    return new StrategyError(
      `strategy ${this.strategy} gave a malformed intent at ${iso(time)}, field ${fieldName(field)}: ${showValue(value)}: ${reason}`,
    )
  }

  private tooMany(): void {
    if (this.counted > this.most + 1) return
    const way =
      this.most < CEILINGS.sliceIntents.most
        ? `if that is meant, raise it with --ceiling sliceIntents=${Math.min(CEILINGS.sliceIntents.most, 2 * this.most)}`
        : 'that is the most there can be'
    const when = this.slice === null ? 'outside of any slice' : `at ${iso(this.slice)}`
    const error = new StrategyError(
      `strategy ${this.strategy} gave more than ${this.most} answers ${when} (sliceIntents); ${way}`,
    )
    this.fail(error)
    this.stuck?.(this.errorAt(this.slice ?? 0) ?? error)
  }

  private fail(error: Error): void {
    this.failure ??= error
    this.inbox.length = 0
  }
}

const iso = (time: EpochMs): string => new Date(time).toISOString()

/** The intent itself has no name of its own; a field's is cut off where a strategy made it up. */
const fieldName = (field: string): string => (field === '' ? 'intent' : field.slice(0, 120))
