/** The door of the basis table. */

export { type BasisTable, basisTable } from './basis-table.ts'
