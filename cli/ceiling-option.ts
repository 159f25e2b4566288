/** `--ceiling name=value`: raises or lowers what may come from outside. */

import { CEILINGS } from '../engine/model/ceilings.ts'

/** For `option('ceiling', CEILING_OPTION)`; `parseCeilings` reads what comes of it. */
export const CEILING_OPTION = {
  type: 'string',
  array: true,
  nargs: 1,
  default: [] as string[],
  describe: `raise a ceiling: name=value, of ${Object.keys(CEILINGS).join(', ')}`,
} as const
