/** The reports' door. */

export { htmlChunks, renderHtml } from './html/render.tsx'
export * from './leverage/index.ts'
export * from './metrics/index.ts'
export { canonicalChunks, canonicalJson } from './schema/canonical.ts'
export { meaningOf } from './schema/meanings.ts'
export { REPORT_SCHEMA, type Report, reportSchema, type StreamedReport, type Trade } from './schema/report.ts'
export type { ReportInput } from './summary/input.ts'
export { inMemory, streamedReport, summarise } from './summary/summarise.ts'
