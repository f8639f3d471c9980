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

const features = '<rootDir>/test/!(pages|processes)/**/*.spec.ts';

/** @type {import('jest').Config} */
export default {
  maxWorkers: 2,
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts'] },
    {
      ...base,
      displayName: 'sqlite',
      testMatch: [features],
      globalSetup: '<rootDir>/test/engines/sqlite.setup.ts',
      globals: { ENGINE: 'sqlite' },
    },
    {
      ...base,
      displayName: 'postgres',
      testMatch: [features],
      globalSetup: '<rootDir>/test/engines/postgres.setup.ts',
      globalTeardown: '<rootDir>/test/engines/postgres.teardown.ts',
      globals: { ENGINE: 'postgres' },
    },
    {
      ...base,
      displayName: 'pages',
      testMatch: ['<rootDir>/test/pages/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/engines/sqlite.setup.ts',
      globals: { ENGINE: 'sqlite' },
    },
    {
      ...base,
      displayName: 'processes',
      testMatch: ['<rootDir>/test/processes/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/engines/postgres.setup.ts',
      globalTeardown: '<rootDir>/test/engines/postgres.teardown.ts',
    },
  ],
};
