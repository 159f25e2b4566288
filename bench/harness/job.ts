/** What a job of the bench is: it measures, and each figure stands against its target. */

export interface Figure {
  readonly what: string
  readonly measured: number
  /** The target: at most so much. */
  readonly most: number
  readonly unit: string
  readonly detail: string
}

export interface Setting {
  /** Whether the measured side does the extra work that `plant` states. */
  readonly planted: boolean
  readonly rounds: number
  /** Folder of a checkout of the build before, installed and built; jobs that need none are handed an empty text. */
  readonly baseline: string
  /** Accounts of the jobs that run many, fewer than the target says where time is short; null = as the target says. */
  readonly accounts: number | null
}

export interface Job {
  readonly name: string
  readonly about: string
  /** The extra work of the measured side when it is planted. */
  readonly plant: string
  /** Compares with the build before, and is skipped where there is none. */
  readonly needsBaseline: boolean
  /** Left out unless it is named. */
  readonly onlyByName?: true
  readonly measure: (setting: Setting) => Promise<Figure[]>
}

export const isMissed = ({ measured, most }: Figure): boolean => !(measured <= most)

export const lineOf = (figure: Figure): string =>
  `${isMissed(figure) ? 'MISSED' : 'met   '} ${figure.what}: ${text(figure.measured)} ${figure.unit}, target at most ${text(figure.most)} (${figure.detail})`

export const text = (value: number): string => (value < 0.1 ? value.toFixed(3) : value.toFixed(2))
