/** The door of the datasets: markets by name, stores, importers, and markets in memory. */

export { type BarRow, type Builder, barBuilder, chainBuilder, type QuoteRow } from './builders.ts'
export { DEMO, DEMO_SPAN, listStores, type MarketOptions, marketOf } from './catalogue.ts'
export { checkStore, type FindingKind, type StoreFinding } from './check.ts'
export type { ImportedFile } from './import-file.ts'
export { type ImportProgress, type ImportReport, type ImportRequest, importFiles } from './import-files.ts'
export { importers } from './importer-registry.ts'
export type { Importer, Rejection } from './importers/importer.ts'
export { writeJournal } from './journal.ts'
export { type MemoryMarketParts, memoryMarket } from './memory.ts'
export { type StoreSummary, showStore } from './show.ts'
export { type OpenOptions, openStore } from './store/open-store.ts'
export { DEMO_TERMS, type SyntheticTerms, syntheticMarket } from './synthetic/market.ts'
