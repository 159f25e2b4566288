/** What comes of a command. */

/** What is to be printed; with its exit code where that may be another than 0. */
export type Outcome = string | { readonly text: string; readonly exitCode: 0 | 1 }
