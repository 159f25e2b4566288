#!/usr/bin/env node
/** The command line: argv in, exit code out. 0 done, 1 failed, 2 bad input. */

import { hideBin } from 'yargs/helpers'
import { cli } from './cli.ts'

process.exitCode = await cli(hideBin(process.argv))
