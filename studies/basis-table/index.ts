/** The door of the basis table. */

export { type BasisTable, type BasisTableRequest, basisTable } from './basis-table.ts'
