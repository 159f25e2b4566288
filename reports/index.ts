/** The reports' door. */

export { canonicalJson } from './canonical.ts'
export { renderHtml } from './html/render.tsx'
export * from './metrics/index.ts'
export { REPORT_SCHEMA, type Report, reportSchema, type Trade } from './schema.ts'
export type { ReportInput } from './summary/input.ts'
export { summarise } from './summary/summarise.ts'
