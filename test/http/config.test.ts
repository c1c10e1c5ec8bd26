import { expect, test } from '@jest/globals';
import { Failure } from '../../src/errors.js';
import { readConfig, SETTINGS } from '../../src/server/config.js';

test('without any setting the service listens on this machine alone, at port 4000', () => {
  const { host, port, db, introspection, deadlineMs } = readConfig({});
  expect({ host, port, db, introspection, deadlineMs }).toEqual({
    host: '127.0.0.1',
    port: 4000,
    db: 'data/controlgraph.db',
    introspection: true,
    deadlineMs: 2500,
  });
});

test('an empty variable counts as not set, and a variable of another program is none of ours', () => {
  expect(readConfig({ PORT: '', CONTROLGRAPH_DB: '', PATH: '/bin' })).toEqual(readConfig({}));
});

test('each setting is taken by its name', () => {
  expect(readConfig({ PORT: '0', HOST: '::1', CONTROLGRAPH_INTROSPECTION: 'off', LOG_LEVEL: 'info' })).toMatchObject({
    port: 0,
    host: '::1',
    introspection: false,
    logLevel: 'info',
  });
});

test.each([
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '4000 '],
  ['PORT', '4e3'],
  ['CONTROLGRAPH_INTROSPECTION', 'true'],
  ['CONTROLGRAPH_DEADLINE_MS', '0'],
  ['CONTROLGRAPH_MAX_DEPTH', '2.5'],
  ['LOG_LEVEL', 'loud'],
] as const)('%s=%s is refused with what was expected and what came', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(
    new Failure('BAD_USER_INPUT', `${name}: expected ${SETTINGS[name].expected}; came "${value}".`),
  );
});

test('every fault is named at once', () => {
  expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/^PORT: .* LOG_LEVEL: /);
});

test('a misspelt setting is refused with the nearest; what others set under our name is let be', () => {
  expect(() => readConfig({ CONTROLGRAPH_AUHT: 'required' })).toThrow(
    new Failure('BAD_USER_INPUT', 'CONTROLGRAPH_AUHT is no setting; the nearest is CONTROLGRAPH_AUTH.'),
  );
  const others = {
    CONTROLGRAPH_KEY: 'cg_x',
    CONTROLGRAPH_SERVICE_HOST: '10.0.0.1',
    CONTROLGRAPH_PORT: 'tcp://10.0.0.1:80',
  };
  expect(readConfig(others)).toEqual(readConfig({}));
});
