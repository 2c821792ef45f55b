'use strict';

/** Unit tests need Node alone; program tests run the real promtool, amtool, loki, jaeger and otelcol; exhaustive ones do so for minutes, or need what Debian's packages bring. */
const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
  },
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/tools/bin/'],
};

module.exports = {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/test/**/*.test.ts'], testPathIgnorePatterns: ['/node_modules/', '\\.(?:program|exhaustive)\\.test\\.ts$'] },
    { ...shared, displayName: 'program', testMatch: ['<rootDir>/test/**/*.program.test.ts'] },
    { ...shared, displayName: 'exhaustive', testMatch: ['<rootDir>/test/**/*.exhaustive.test.ts'] },
  ],
};
