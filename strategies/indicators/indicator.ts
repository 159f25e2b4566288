/** Makes the signals of the library: what `derive` makes, marked as kept to by the contract test. */

import { ofLibrary } from '../../engine/model/library.ts'
import { derive, type Signal } from '../../engine/model/signal.ts'

/** As `derive`. `parameters` name all that the kernel depends on; it writes every row of `out`, and no input. */
export const indicator = (options: Parameters<typeof derive>[0]): Signal => ofLibrary(derive(options))
