/** The reports' door. */

export { renderHtml } from './html/page.tsx'
export * from './leverage/index.ts'
export * from './metrics/index.ts'
export { canonicalChunks, canonicalJson } from './schema/canonical.ts'
export { meaningOf } from './schema/meanings.ts'
export { REPORT_SCHEMA, type Report, reportSchema, type Trade } from './schema/report.ts'
export type { ReportInput } from './summary/input.ts'
export { summarise } from './summary/summarise.ts'
