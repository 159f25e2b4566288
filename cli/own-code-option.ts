/** `--no-own-code`: for experiments of people whose code is not to be run. */

/** For `option('own-code', OWN_CODE_OPTION)`. */
export const OWN_CODE_OPTION = {
  type: 'boolean',
  default: true,
  describe: 'run strategy files; --no-own-code refuses experiments that name one',
} as const
