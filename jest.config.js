const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
    module: { type: 'nodenext' },
  },
];

const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};

/** `npm test` loads the whole system once per engine; a developer names files, which then stand alone. */
const features = process.env.ALL_AT_ONCE
  ? '<rootDir>/test/features/every-other-*.ts'
  : '<rootDir>/test/!(pages|processes|torture)/**/*.spec.ts';

/** @type {import('jest').Config} */
export default {
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/engines/longest-first.mjs',
  testTimeout: 30_000,
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts'] },
    {
      ...base,
      displayName: 'sqlite',
      testMatch: [features],
      globals: { ENGINE: 'sqlite' },
    },
    {
      ...base,
      displayName: 'postgres',
      testMatch: [features],
      globalSetup: '<rootDir>/test/engines/postgres.setup.mjs',
      globalTeardown: '<rootDir>/test/engines/postgres.teardown.mjs',
      globals: { ENGINE: 'postgres' },
    },
    {
      ...base,
      displayName: 'pages',
      testMatch: ['<rootDir>/test/pages/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/engines/chromium.setup.mjs',
      globalTeardown: '<rootDir>/test/engines/chromium.teardown.mjs',
      globals: { ENGINE: 'sqlite' },
    },
    {
      ...base,
      displayName: 'processes',
      testMatch: ['<rootDir>/test/processes/**/*.spec.ts', '<rootDir>/test/torture/checker.spec.ts'],
      globalSetup: '<rootDir>/test/engines/postgres.setup.mjs',
      globalTeardown: '<rootDir>/test/engines/postgres.teardown.mjs',
    },
    {
      ...base,
      displayName: 'torture',
      testMatch: ['<rootDir>/test/torture/torture.spec.ts'],
      globalSetup: '<rootDir>/test/engines/postgres.setup.mjs',
      globalTeardown: '<rootDir>/test/engines/postgres.teardown.mjs',
    },
  ],
};
