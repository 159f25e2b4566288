/** From the report to its page: one file that loads nothing. */

import { render } from 'preact-render-to-string'
import type { Report } from '../schema/report.ts'
import { Page } from './page.tsx'

/**
 * The report as one HTML page with everything in it; the same report gives the same bytes.
 * It reads without scripts; with them the charts zoom and share a cursor.
 */
export const renderHtml = (report: Report): string => `<!doctype html>\n${render(<Page report={report} />)}\n`
