/** The reports' door. */

export { htmlChunks, renderHtml } from './html/page.tsx'
export { comparisonOf } from './leverage/compare.ts'
export type {
  CallEnd,
  CashChange,
  EquityPoint,
  Fate,
  FirstCall,
  LeverageComparison,
  LeverageNote,
  LeverageRun,
  Opening,
  Survival,
} from './leverage/leverage-run.ts'
export { renderLeverage } from './leverage/page.tsx'
export { headOf } from './leverage/terms.tsx'
export * from './metrics/index.ts'
export { canonicalChunks, canonicalJson } from './schema/canonical.ts'
export { meaningOf } from './schema/meanings.ts'
export { REPORT_SCHEMA, type Report, reportSchema, type StreamedReport, type Trade } from './schema/report.ts'
export type { ReportInput } from './summary/input.ts'
export { inMemory, streamedReport, summarise } from './summary/summarise.ts'
