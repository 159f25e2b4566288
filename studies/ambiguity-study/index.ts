/** The door of the study of ambiguities. */

export { ambiguityStudy, type Reading } from './ambiguity-study.ts'
