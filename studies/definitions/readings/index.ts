/** The door of the study of what the deck leaves open. */

export { type Reading, readingsStudy } from './readings.ts'
