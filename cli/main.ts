#!/usr/bin/env node
/** The command line: argv in, exit code out. 0 done, 1 failed, 2 bad input. */

import { cli } from './cli.ts'
import { supervise } from './supervise.ts'

const argv = process.argv.slice(2)
process.exitCode = await cli(argv, chosen => supervise(chosen, argv))
