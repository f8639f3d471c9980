/** Floors from the lowest to the highest: a module may use those below it, never above, nor its neighbour. */
const floors = [
  ['kernel'],
  ['config'],
  ['database'],
  ['http'],
  ['mail', 'documents'],
  ['identity'],
  ['participants', 'programs'],
  ['registrations'],
  ['attendance'],
  ['certificates', 'surveys'],
  ['reports', 'selection'],
  ['privacy'],
  ['console', 'attendant'],
  ['demo'],
];

const floorRules = floors.flatMap((floor, level) =>
  floor.map((name) => {
    const beyond = [...floors.slice(level + 1).flat(), ...floor.filter((other) => other !== name)].join('|');
    return {
      name: `floor-${name}`,
      severity: 'error',
      from: { path: `^src/${name}/` },
      to: { path: `^src/((${beyond || '(?!)'})/|main\\.ts|app\\.module\\.ts|cli\\.ts)` },
    };
  }),
);

module.exports = {
  forbidden: [
    ...floorRules,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-barrels', severity: 'error', from: {}, to: { path: '^src/.*/index\\.ts$' } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src/', pathNot: '\\.spec\\.ts$' }, to: {} },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: { dependencyTypes: ['npm', 'core'] },
    },
    {
      name: 'kernel-is-pure',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: '\\.spec\\.ts$' },
      to: { path: 'node_modules/(@nestjs|typeorm|fastify)' },
    },
    {
      name: 'only-database-opens-connections',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(database|demo)/' },
      to: { path: 'node_modules/(better-sqlite3|pg)/' },
    },
    {
      name: 'controllers-only-translate',
      severity: 'error',
      from: { path: '\\.(controller|pages)\\.ts$' },
      to: { path: 'node_modules/typeorm|^src/database/(?!reader)' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '\\.spec\\.ts$|^test/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
