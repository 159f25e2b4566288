/** The style of the page, in the order in which it is read. */

import { BASE } from './base.ts'
import { CHARTS } from './charts.ts'
import { DARK, LIGHT, variables } from './colours.ts'
import { FIRST } from './first.ts'
import { PRINT } from './print.ts'
import { TRADES } from './trades.ts'

const COLOURS = `:root{color-scheme:light dark;${variables(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{${variables(DARK)}}}`

export const STYLE = [COLOURS, BASE, FIRST, CHARTS, TRADES, PRINT].join('\n').trim()
