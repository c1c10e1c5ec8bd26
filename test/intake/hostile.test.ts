import { describe, expect, test } from '@jest/globals';
import type { Refusal } from '../../src/intake/arrival.js';
import { NO_OPTIONS, type ReadOptions } from '../../src/intake/format.js';
import { formatCalled, readingOf } from '../../src/intake/formats.js';
import type { Input } from '../../src/intake/inputs.js';
import { load, type Report } from '../../src/intake/load.js';
import { openSqlite } from '../../src/store/sqlite.js';
import type { RecordedEdition, Store } from '../../src/store/store.js';
import { type Answer, answer } from '../asking.js';
import { collect, entity, relationship, stated } from './fixtures.js';
import { entities, entity as leiRecord, ONE, period, relation, relations, TWO } from './gleifMade.js';

/** Of each format a file of lines that begins and ends as it must, and a record by its number that is in order. */
interface Written {
  readonly before: string;
  readonly record: (name: string) => string;
  readonly after: string;
  /** The line of the record that stands second. */
  readonly second: number;
  readonly notText: Refusal['reason'];
}

const SOURCE = { dataset: 'd', url: null, retrievedAt: null, quote: null, grade: 'ASSERTED' };
const LISTED = '"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ';
const CSL = 'source,entity_number,type,programs,name,start_date,end_date,alt_names,ids\n';
const [HEAD = '', FOOT = ''] = entities('RECORDS').split('RECORDS\n');

const FORMATS: Readonly<Record<string, Written>> = {
  bods: jsonLines((name) => entity(name)),
  psc: jsonLines((name) => ({
    company_number: '01234567',
    data: { kind: 'individual-person-with-significant-control', name, etag: 'a1b2', notified_on: '2016-04-06' },
  })),
  ftm: jsonLines((name) => ({ id: name, schema: 'Company', properties: { name: [name] } })),
  ndjson: jsonLines((name) => ({ party: { party: name, facts: { name }, source: { ...SOURCE, statementId: name } } })),
  csv: { before: 'id,name\n', record: (name) => `${name},${name}`, after: '', second: 3, notText: 'INVALID_CSV' },
  csl: {
    before: CSL,
    record: (name) => `Entity List (EL),,,,${name},2020-01-01,,,`,
    after: '',
    second: 3,
    notText: 'INVALID_CSV',
  },
  ofac: {
    before: '',
    record: (name) =>
      `${[...name].reduce((sum, each) => sum + (each.codePointAt(0) ?? 0), 1)},"${name}",-0- ,${LISTED}`,
    after: '',
    second: 2,
    notText: 'INVALID_CSV',
  },
  gleif: {
    before: HEAD,
    record: (name) => leiRecord(ONE, { name }).replaceAll('\n', ''),
    after: FOOT,
    second: 3,
    notText: 'MALFORMED',
  },
};

function jsonLines(record: (name: string) => object): Written {
  return {
    before: '',
    record: (name) => JSON.stringify(record(name)),
    after: '',
    second: 2,
    notText: 'INVALID_JSON',
  };
}

async function read(format: string, bytes: Buffer | string, options: Partial<ReadOptions> = {}) {
  const constants = format === 'ofac' ? { list: 'us_ofac_sdn' } : {};
  return collect(formatCalled(format).arrivals([bytes], { ...NO_OPTIONS, constants, ...options }));
}

/** Three records, the second made of what is given. */
function file(format: string, second: Buffer | string): Buffer {
  const { before, record, after } = FORMATS[format] as Written;
  return Buffer.concat([
    Buffer.from(`${before}${record('First')}\n`),
    Buffer.from(second),
    Buffer.from(`\n${record('Third')}\n${after}`),
  ]);
}

const names = Object.keys(FORMATS);

describe.each(names)('of bad input in %s the record is refused and its neighbours are taken', (format) => {
  const { record, second, notText } = FORMATS[format] as Written;

  async function refusedAlone(bytes: Buffer | string): Promise<Refusal> {
    const arrivals = await read(format, file(format, bytes));
    const outcomes = arrivals.map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual(['REFUSED', 'STATED', 'STATED']);
    const refusal = arrivals.find(({ outcome }) => outcome === 'REFUSED') as Refusal;
    expect(refusal.line).toBe(second);
    return refusal;
  }

  test('bytes that are not UTF-8', async () => {
    const at = record('Sec@ond').indexOf('@');
    const [before, after] = [record('Sec@ond').slice(0, at), record('Sec@ond').slice(at + 1)];
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xc3, 0x28]), Buffer.from(after)]);
    expect((await refusedAlone(bytes)).reason).toBe(notText);
  });

  test('a NUL', async () => {
    const { reason } = await refusedAlone(record('Sec\u0000ond'));
    expect(['MALFORMED', 'INVALID_CSV']).toContain(reason);
  });

  test('a record that ends in its middle', async () => {
    const whole = record('Second');
    await refusedAlone(whole.slice(0, whole.length - 12));
  });

  test('and what is only strange is taken as it is: right to left, zero width, look-alikes, U+2028, emoji', async () => {
    for (const name of ['\u202eevil', 'zero\u200bwidth', 'Аlibaba', 'two\u2028lines', 'شركة', '🏭']) {
      const arrivals = await read(format, file(format, record(name)));
      expect(arrivals.map(({ outcome }) => outcome)).toEqual(['STATED', 'STATED', 'STATED']);
      expect(JSON.stringify(stated(arrivals).flatMap(({ parties }) => parties))).toContain(name);
    }
  });

  test('nothing is lost at the ends: a byte order mark, CRLF, no line break after the last record', async () => {
    const text = file(format, record('Second')).toString();
    for (const same of [`\ufeff${text}`, text.replaceAll('\n', '\r\n'), text.trimEnd(), `${text}\n\n \n`])
      expect((await read(format, same)).map(({ outcome }) => outcome)).toEqual(['STATED', 'STATED', 'STATED']);
  });
});

describe.each(['bods', 'psc', 'ftm', 'ndjson'])('of JSON that is no honest record in %s', (format) => {
  const { record } = FORMATS[format] as Written;

  test.each([
    ['a "__proto__" key', (text: string) => text.replace('{', '{"__proto__":{"x":1},'), 'MALFORMED'],
    ['a key twice', (text: string) => text.replace('{', '{"z":1,"z":2,'), 'MALFORMED'],
    ['a lone surrogate', (text: string) => text.replaceAll('Second', '\\ud800'), 'MALFORMED'],
    ['what is nested too deeply', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'MALFORMED'],
    ['an array, a text, a number, null', () => '[1]\n"x"\n1\nnull', 'MALFORMED'],
  ])('%s is refused', async (_, made, reason) => {
    const arrivals = await read(format, file(format, made(record('Second'))));
    expect(arrivals.filter(({ outcome }) => outcome === 'STATED')).toHaveLength(2);
    const refused = arrivals.filter(({ outcome }) => outcome === 'REFUSED') as Refusal[];
    expect(new Set(refused.map((each) => each.reason))).toEqual(new Set([reason]));
  });

  test('values by the million are refused before they are made', async () => {
    const bomb = `{"x":[${'{},'.repeat(1_000_000)}{}]}`;
    const [refusal] = (await read(format, file(format, bomb))).filter(({ outcome }) => outcome === 'REFUSED');
    expect(refusal).toMatchObject({ line: 2, reason: 'TOO_LONG' });
  });
});

test('a resource of the API that is nested too deeply is refused alone', async () => {
  const deep = `{"type":"lei-records","id":"x","attributes":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const arrivals = await read('gleif', `{"data":[${deep},{"type":"countries","id":"y"}]}`);
  expect(arrivals.map(({ outcome }) => outcome)).toEqual(['REFUSED', 'PASSED_OVER']);
});

test('a share of less than a millionth of a percent is a share', async () => {
  const share = '{"exact": 0.0000001}';
  const text = JSON.stringify(relationship('r', { interests: [{ type: 'shareholding', share: 0 }] }));
  const [only] = stated(await read('bods', text.replace('"share":0', `"share":${share}`)));
  expect(only?.interests[0]?.share).toMatchObject({ min: 1000, max: 1000 });
});

describe('no verdict by accident', () => {
  const EDITION = { edition: { date: '2026-01-01', complete: true } } as const;

  async function loaded(format: string, text: string, options: Partial<ReadOptions>, store: Store, cut = false) {
    const input: Input = {
      name: 'file',
      chunks: (async function* () {
        yield Buffer.from(text);
      })(),
      size: null,
      taken: () => 0,
      cutOff: () => (cut ? 'cut off' : null),
    };
    const reading = await readingOf(input, formatCalled(format), { ...NO_OPTIONS, ...options });
    return load(store, reading.arrivals);
  }

  async function editions(store: Store): Promise<readonly RecordedEdition[]> {
    const at = { asOf: '2026-06-01', revision: await store.revision(), deadlineAt: Date.now() + 10_000 };
    return store.lists(at);
  }

  async function verdict(store: Store, id: string, policy = 'anthropic-2025-09'): Promise<string> {
    const query =
      'query R($id: ID!, $policy: ID!) { company(by: {id: $id}) { restriction(policy: $policy) { verdict } } }';
    const found = (await answer(store, query, { id, policy })) as Answer;
    return found.company.restriction.verdict;
  }

  async function withStore(use: (store: Store) => Promise<void>): Promise<void> {
    const store = openSqlite(':memory:');
    try {
      await use(store);
    } finally {
      await store.close();
    }
  }

  const SDN = `1,"FIRST",-0- ,${LISTED}\n2,"SECOND",-0- ,${LISTED}\n`;

  test('an edition is complete where its file was read whole', async () => {
    await withStore(async (store) => {
      await loaded('ofac', SDN, { ...EDITION, constants: { list: 'us_ofac_sdn' } }, store);
      expect(await editions(store)).toMatchObject([{ entries: 2, complete: true }]);
    });
  });

  test('a list that was cut off between two entries is no complete edition', async () => {
    await withStore(async (store) => {
      const report = await loaded('ofac', SDN, { ...EDITION, constants: { list: 'us_ofac_sdn' } }, store, true);
      expect(report.refused).toEqual({ TRUNCATED: 1 });
      expect(await editions(store)).toMatchObject([{ entries: 2, complete: false }]);
    });
  });

  test('nor is one of which the store refused an entry', async () => {
    await withStore(async (store) => {
      const company = 'id,name,kind,lei\np,P,COMPANY,549300O897ZC5H7CY412\n';
      await loaded('csv', company, {}, store);
      const entry = `${CSL}(SDN),99,Individual,SDGT,BAD MAN,,,,"549300O897ZC5H7CY412, LEI"\n`;
      const report: Report = await loaded('csl', entry, EDITION, store);
      expect(report.refused).toEqual({ CONFLICT: 1 });
      expect(await editions(store)).toMatchObject([{ complete: false }]);
      expect(await verdict(store, 'p', 'ofac-50')).toBe('INDETERMINATE');
    });
  });

  test('nor one in an export of ours of which a line is broken, whatever their order', async () => {
    await withStore(async (store) => {
      const edition = { list: 'l', edition: 'e', startDate: '2020-01-01', endDate: null, entries: 1, complete: true };
      await loaded('ndjson', `${JSON.stringify({ edition })}\n{"party":\n`, {}, store);
      expect(await editions(store)).toMatchObject([{ complete: false }]);
    });
  });

  test.each(['9999', '9999-12', '9999-12-31'])('what lasts until %s is not over', async (end) => {
    await withStore(async (store) => {
      await loaded('csv', `id,name,kind,listings\np,P,COMPANY,us_ofac_sdn 2020-01-01..${end}\n`, {}, store);
      expect(await verdict(store, 'p', 'ofac-50')).toBe('RESTRICTED');
    });
  });

  test('a relationship that is over does not go on until an end that was announced', async () => {
    const over = relation(ONE, TWO, { status: 'INACTIVE', periods: period('2010-01-01', '2999-12-31') });
    const [only] = stated(await read('gleif', relations(over)));
    expect(only?.interests[0]).toMatchObject({ startDate: '2010-01-01', endDate: '2025-01-02' });
    const undated = relations(over).replace(/<r:ContentDate>.*?<\/r:ContentDate>/, '');
    const [never] = stated(await read('gleif', undated.replace('2999-12-31', '')));
    expect(never?.interests[0]).toMatchObject({ startDate: '2010-01-01', endDate: '2010-01-01' });
  });

  test('companies that report each other as parents say nothing of who stands above them', async () => {
    await withStore(async (store) => {
      await loaded('gleif', entities(leiRecord(ONE), leiRecord(TWO)), {}, store);
      await loaded('gleif', relations(relation(ONE, TWO), relation(TWO, ONE)), {}, store);
      expect(await verdict(store, `XI-LEI-${ONE}`)).toBe('INDETERMINATE');
    });
  });

  test('what has ceased on a day that nothing tells is no majority and caps nobody', async () => {
    const data = {
      kind: 'corporate-entity-person-with-significant-control',
      name: 'Former',
      natures_of_control: ['ownership-of-shares-75-to-100-percent'],
      ceased: true,
      etag: 'a1b2',
    };
    const line = JSON.stringify({ company_number: '01234567', data });
    const [open] = stated(await read('psc', line));
    expect(open?.interests[0]).toMatchObject({ endDate: null, share: { min: 0, max: 100 * 10 ** 10 } });
    const [dated] = stated(await read('psc', line, { retrievedAt: '2025-01-01' }));
    expect(dated?.interests[0]).toMatchObject({ endDate: '2025-01-01', share: { min: 75 * 10 ** 10 } });
  });

  test('nor is what a closed record leaves open, where no date says when it was closed', async () => {
    const held = { interests: [{ type: 'shareholding', share: { exact: 60 } }] };
    const closed = { recordStatus: 'closed', statementDate: undefined };
    const [dated] = stated(await read('bods', JSON.stringify(relationship('r', held, closed))));
    expect(dated?.interests[0]).toMatchObject({ endDate: '2025-03-05', share: { min: 60 * 10 ** 10 } });
    const undated = relationship('r', held, { ...closed, publicationDetails: undefined });
    const [open] = stated(await read('bods', JSON.stringify(undated)));
    expect(open?.interests[0]).toMatchObject({ endDate: null, share: { min: 0, max: 60 * 10 ** 10 } });
  });

  test('a word for no number joins nobody, and one number is one however it is written', async () => {
    const numbered = (id: string, number: string) => entity(id, { identifiers: [{ scheme: 'GB-COH', id: number }] });
    const identifiers = async (number: string, scheme = 'GB-COH') => {
      const text = JSON.stringify(numbered('a', number)).replace('GB-COH', scheme);
      const [only] = stated(await read('bods', text));
      return [only?.parties[0]?.facts.identifiers ?? [], only?.faults?.length ?? 0];
    };
    for (const note of ['N/A', 'none', 'Unknown', '00000000', '-']) {
      expect(await identifiers(note)).toEqual([[], 1]);
      expect(await identifiers(note, 'NL-KVK')).toEqual([[], 1]);
    }
    expect(await identifiers('263889')).toEqual([[{ scheme: 'GB-COH', value: '00263889' }], 0]);
    expect(await identifiers(' 0263889', 'gb-coh')).toEqual([[{ scheme: 'GB-COH', value: '00263889' }], 0]);
    expect(await identifiers('K1', 'NL-KVK')).toEqual([[{ scheme: 'NL-KVK', value: 'K1' }], 0]);
  });

  test.each(['ß', 'ﬁ', 'ıR', 'СN'])('letters that only look like a code are no place: %s', async (place) => {
    const file = `id,name,headquarters\np,P,${place}\nq,Q,CN\n`;
    const arrivals = await read('csv', file);
    expect(arrivals.map(({ outcome }) => outcome)).toEqual(['REFUSED', 'STATED']);
  });
});
