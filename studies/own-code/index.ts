/** Loading of code that the user brings. */

export { loadOwnCode, type OwnCode } from './load-own-code.ts'
export { unmarked } from './mark.ts'
