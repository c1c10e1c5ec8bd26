import common from './jest.config.js';

/** Tests that stop, kill and cut off a Neo4j of their own: `npm run test:neo4j` and, for long, `npm run test:long`. */
export default {
  ...common,
  testMatch: ['<rootDir>/test/neo4j/**/*.faults.ts'],
  maxWorkers: 1,
  testTimeout: 120_000,
};
