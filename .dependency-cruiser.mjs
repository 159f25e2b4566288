// The walls of the house: who may import whom. test/floors.test.ts holds them, type-only imports included.
const inner = '^engine/(universe|kinds|account/execution|account/ledger|margin|contagion)/'
/** An account beside its ledger and its broker, and what leads accounts through the market. */
const MAIN_PATH = '^engine/(account/(phases/|[a-z-]+\\.ts$)|[a-z]+\\.ts$)'
const floor = '^engine/(model|pricing|calendar)/'
const doors = '^(engine|datasets|strategies|folds|reports|studies)/index\\.ts$'

/** Forbids imports from files that match `from` to own files that do not match `to`. */
const only = (name, from, to, fromNot) => ({
  name,
  severity: 'error',
  from: { path: from, ...(fromNot ? { pathNot: fromNot } : {}) },
  to: {
    pathNot: [...to, '^node_modules/', '^node:', '^[a-z_/]+$'],
    dependencyTypesNot: ['npm', 'core', 'npm-dev'],
  },
})

/** Forbids every npm package but those named. */
const packages = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'],
    pathNot: allowed.map(one => `node_modules/${one}`),
  },
})

export default {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    only('model imports nothing outside itself', '^engine/model/', ['^engine/model/']),
    only('pricing and calendar import only model', '^engine/(pricing|calendar)/', [
      '^engine/model/',
      '^engine/$1/',
    ]),
    only('inner wings import only the floor', inner, [floor, '^engine/$1/']),
    only('the main path imports the inner wings and the floor', MAIN_PATH, ['^engine/']),
    only('datasets import only the floor', '^datasets/', [floor, '^datasets/']),
    only('strategies import only the floor', '^strategies/', [floor, '^strategies/']),
    only('folds import only the floor', '^folds/', [floor, '^folds/']),
    only('reports import only the floor and what folds give', '^reports/', [
      floor,
      '^folds/index\\.ts$',
      '^reports/',
    ]),
    {
      name: 'reports know folds by their types',
      severity: 'error',
      from: { path: '^reports/' },
      to: { path: '^folds/', dependencyTypesNot: ['type-only'] },
    },
    only('studies import doors and the floor', '^studies/', [floor, doors, '^studies/'], '^studies/doors/'),
    only('cli imports no bench and no test', '^cli/', [
      '^(engine|datasets|strategies|folds|reports|studies|cli)/',
    ]),
    only(
      'the doors of the package export what stands behind the doors of the rooms, and strategies',
      '^studies/doors/',
      [doors, '^strategies/'],
    ),
    {
      name: 'nothing imports cli, bench or test',
      severity: 'error',
      from: { path: '^(engine|datasets|strategies|folds|reports|studies)/' },
      to: { path: '^(cli|bench|test)/' },
    },
    {
      name: 'the doors of the package are for those outside',
      severity: 'error',
      from: { path: '^(engine|datasets|strategies|folds|reports|studies|cli)/', pathNot: '^studies/doors/' },
      to: { path: '^studies/doors/' },
    },
    packages('model knows rxjs and zod by type', '^engine/model/', ['rxjs', 'zod']),
    packages('pricing knows @stdlib', '^engine/pricing/', ['@stdlib']),
    packages('calendar knows luxon', '^engine/calendar/', ['luxon', '@types/luxon']),
    packages('inner wings know rxjs', inner, ['rxjs']),
    packages('the main path knows zod by type', MAIN_PATH, ['zod', 'rxjs']),
    {
      name: 'Subjects live in the bus alone',
      severity: 'error',
      from: { path: '^engine/', pathNot: ['^engine/universe/bus\\.ts$', '^engine/model/strategy\\.ts$'] },
      to: { path: 'node_modules/rxjs' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.local\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
