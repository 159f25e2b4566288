/** What makes the rows of a study: here, on threads, or elsewhere. */

/**
 * Has the rows of cases made, wherever it likes and in whatever order, and gives them in the order of the cases. Rejects
 * with the error of the first case, in that order, whose row could not be made.
 */
export type Executor = <Case, Row>(
  cases: readonly Case[],
  row: (one: Case) => Promise<Row>,
  progress: (share: number) => void,
) => Promise<Row[]>
