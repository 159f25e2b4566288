/** Probability of backtest overfitting: whether the best in one half of the time is any good in the other. */

import { DataError } from '../../engine/model/errors.ts'
import { mean, type Returns, ratio, sumOfSquares } from './moments.ts'

/** What combinatorially symmetric cross-validation found, over all splits of the time into two halves. */
export interface Overfitting {
  /** Share of the splits in which the winner's logit is at most 0: no better than the median out of sample. */
  readonly probability: number
  /** The same with rank / trials instead of rank / (trials + 1); differs only for an odd number of trials. */
  readonly probabilityByRankShare: number
  /** ln(w / (1 - w)), w = winner's rank out of sample / (trials + 1), one a split, ascending. */
  readonly logits: readonly number[]
  readonly logitMean: number
  /** How often the winner came out worst (first), ..., best (last) out of sample. */
  readonly rankCounts: readonly number[]
  /** Share of the splits in which the winner lost out of sample. */
  readonly lossShare: number
  /** Slope of the winner's performance out of sample on that in sample. Null: the latter never varies. */
  readonly slope: number | null
  readonly splits: number
}

/** More blocks than this make millions of splits and no better estimate. */
const BLOCKS_MAX = 24

/**
 * Cuts the time into contiguous blocks (equal ones where the length allows), takes every choice of half of them
 * as the sample, picks the trial with the best mean / sample stdev (the first of equals), and ranks it on the
 * other half. Ties count against the winner. A half without variance performs 0 when flat, and infinitely well or
 * badly otherwise.
 *
 * `trials`: one series of returns each, all of one length and over the same periods; `blocks` even, 2 to 24.
 * Null: fewer than 2 trials, or fewer periods than blocks (4 at least).
 * Throws a DataError on series of unlike length and on any other number of blocks.
 * Source: Bailey, Borwein, Lopez de Prado and Zhu 2017, "The probability of backtest overfitting".
 */
export function pbo(trials: readonly Returns[], blocks = 16): Overfitting | null {
  checkBlocks(blocks)
  const periods = checkedLength(trials)
  if (trials.length < 2 || periods < Math.max(blocks, 4)) return null
  const cut = trials.map(trial => cutIntoBlocks(trial, blocks))
  return conclude(crossValidate(cut, blocks), trials.length)
}

/** Moments of one trial in one block: all that a half needs to know of it. */
interface Block {
  readonly count: number
  readonly mean: number
  readonly squares: number
}

/** The winner of one half, seen on the other. */
interface Verdict {
  readonly inSample: number
  readonly outOfSample: number
  /** 1 = worst out of sample. */
  readonly rank: number
}

function checkBlocks(blocks: number): void {
  if (Number.isInteger(blocks / 2) && blocks >= 2 && blocks <= BLOCKS_MAX) return
  throw new DataError(`is no number of blocks; give an even number from 2 to ${BLOCKS_MAX}`, {
    field: 'blocks',
    value: blocks,
  })
}

function checkedLength(trials: readonly Returns[]): number {
  const periods = trials[0]?.length ?? 0
  const odd = trials.findIndex(trial => trial.length !== periods)
  if (odd === -1) return periods
  throw new DataError(`periods in trial ${odd}, ${periods} in the first; give all trials the same periods`, {
    field: 'trials',
    value: trials[odd]?.length,
  })
}

function cutIntoBlocks(trial: Returns, blocks: number): readonly Block[] {
  const edge = (block: number) => Math.floor((block * trial.length) / blocks)
  return Array.from({ length: blocks }, (_, block) => summarise(trial.slice(edge(block), edge(block + 1))))
}

function summarise(returns: Returns): Block {
  return { count: returns.length, mean: mean(returns) ?? 0, squares: sumOfSquares(returns) }
}

// Each choice that holds block 0 is met with its complement: together all choices, each half measured once.
function crossValidate(trials: readonly (readonly Block[])[], blocks: number): readonly Verdict[] {
  const all = Array.from({ length: blocks }, (_, block) => block)
  const verdicts: Verdict[] = []
  for (const others of combinations(blocks - 1, blocks / 2 - 1)) {
    const half = [0, ...others.map(block => block + 1)]
    const rest = all.filter(block => !half.includes(block))
    const inHalf = trials.map(trial => performance(trial, half))
    const inRest = trials.map(trial => performance(trial, rest))
    verdicts.push(judge(inHalf, inRest), judge(inRest, inHalf))
  }
  return verdicts
}

function judge(inSample: readonly number[], outOfSample: readonly number[]): Verdict {
  const best = inSample.reduce((max, value) => Math.max(max, value), Number.NEGATIVE_INFINITY)
  const won = outOfSample[inSample.indexOf(best)] ?? 0
  let rank = 1
  for (const value of outOfSample) if (value < won) rank += 1
  return { inSample: best, outOfSample: won, rank }
}

// Merged as in Chan, Golub and LeVeque 1983; equal means stay equal, so a constant half has no variance.
function performance(trial: readonly Block[], half: readonly number[]): number {
  let count = 0
  let center = 0
  let squares = 0
  for (const index of half) {
    const block = trial[index]
    if (block === undefined) continue
    const gap = block.mean - center
    const share = block.count / (count + block.count)
    squares += block.squares + gap * gap * count * share
    center += gap * share
    count += block.count
  }
  if (squares > 0) return center / Math.sqrt(squares / (count - 1))
  return center === 0 ? 0 : center * Number.POSITIVE_INFINITY
}

function conclude(verdicts: readonly Verdict[], trials: number): Overfitting {
  const logits = verdicts.map(({ rank }) => Math.log(rank / (trials + 1 - rank))).sort((a, b) => a - b)
  const share = (holds: (verdict: Verdict) => boolean) => verdicts.filter(holds).length / verdicts.length
  const rankCounts = Array.from({ length: trials }, () => 0)
  for (const { rank } of verdicts) rankCounts[rank - 1] = (rankCounts[rank - 1] ?? 0) + 1
  return {
    probability: share(({ rank }) => 2 * rank <= trials + 1),
    probabilityByRankShare: share(({ rank }) => 2 * rank <= trials),
    logits,
    logitMean: mean(logits) ?? 0,
    rankCounts,
    lossShare: share(({ outOfSample }) => outOfSample < 0),
    slope: slope(verdicts),
    splits: verdicts.length,
  }
}

function slope(verdicts: readonly Verdict[]): number | null {
  const centerIn = mean(verdicts.map(verdict => verdict.inSample)) ?? 0
  const centerOut = mean(verdicts.map(verdict => verdict.outOfSample)) ?? 0
  let cross = 0
  let squares = 0
  for (const { inSample, outOfSample } of verdicts) {
    cross += (inSample - centerIn) * (outOfSample - centerOut)
    squares += (inSample - centerIn) * (inSample - centerIn)
  }
  return ratio(cross, squares)
}

/** Yields every ascending list of `choose` numbers out of 0 .. size - 1, in lexicographic order. */
export function* combinations(size: number, choose: number, from = 0): Generator<readonly number[]> {
  if (choose === 0) {
    yield []
    return
  }
  for (let first = from; first <= size - choose; first += 1) {
    for (const rest of combinations(size, choose - 1, first + 1)) yield [first, ...rest]
  }
}
