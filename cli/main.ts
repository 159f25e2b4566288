#!/usr/bin/env node
/** The command line: argv in, exit code out. 0 done, 1 failed, 2 bad input. */

import { supervise } from './supervise.ts'

process.exitCode = await supervise(process.argv.slice(2))
