import common from './jest.config.js';

/** What runs against a real Neo4j: `npm run test:neo4j`. One database, so one test at a time. */
export default {
  ...common,
  testMatch: [
    '<rootDir>/test/neo4j/**/*.neo4j.ts',
    '<rootDir>/test/{calls,demo,faults,law,merging,nodes,scenarios,worlds}.test.ts',
    '<rootDir>/test/seed/cutOff.test.ts',
    '<rootDir>/test/watch/{record,subscription,watching}.test.ts',
  ],
  maxWorkers: 1,
  testTimeout: 120_000,
};
