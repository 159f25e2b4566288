/** What a definition is. */

/** The meaning of a number, the unit it is printed in, and the key of `report.json` it is read from. */
export interface Definition {
  readonly label: string
  readonly key: string
  readonly unit: string
  readonly text: string
}
