import { defineConfig } from 'vitest/config'

/** Tests of what a process is: its signals, its streams and exit code, its loader, its files under faults. */
const APART = [
  'test/cli/**/*.test.ts',
  'test/faults/**/*.test.ts',
  'test/studies/own-code/**/*.test.ts',
  'test/simulation/twice.test.ts',
  'test/readme.test.ts',
]

const ALL = ['test/**/*.test.ts']

export default defineConfig({
  test: {
    setupFiles: ['test/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      // Nothing below the command line has state of its own: these share what a thread has loaded.
      {
        extends: true,
        test: { name: 'together', include: ALL, exclude: APART, pool: 'threads', isolate: false },
      },
      { extends: true, test: { name: 'apart', include: APART, pool: 'forks' } },
    ],
  },
})
