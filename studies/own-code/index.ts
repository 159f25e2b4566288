/** Loading of code that the user brings. */

export { fileHash } from './file-hash.ts'
export { loadOwnCode, type OwnCode } from './load-own-code.ts'
export { unmarked } from './mark.ts'
