import { describe, expect, test } from '@jest/globals';
import { describeShare } from '../../src/model/share.js';
import { read, refusals, stated } from './fixtures.js';

/** Statements as BODS 0.1 to 0.3 have them. */
function company(statementID: string, more: object = {}): object {
  return {
    statementID,
    statementType: 'entityStatement',
    statementDate: '2020-01-01',
    entityType: 'registeredEntity',
    name: statementID,
    ...more,
  };
}

function individual(statementID: string, more: object = {}): object {
  return {
    statementID,
    statementType: 'personStatement',
    statementDate: '2020-01-01',
    personType: 'knownPerson',
    names: [{ type: 'individual', fullName: statementID }],
    ...more,
  };
}

function owns(statementID: string, interest: object, more: object = {}): object {
  return {
    statementID,
    statementType: 'ownershipOrControlStatement',
    statementDate: '2020-01-01',
    subject: { describedByEntityStatement: 'subject' },
    interestedParty: { describedByEntityStatement: 'holder' },
    interests: [interest],
    ...more,
  };
}

async function interestIn(interest: object, more: object = {}) {
  const arrivals = await read(owns('r', interest, more));
  const [refused] = refusals(arrivals);
  if (refused !== undefined) return refused.message;
  const [held] = stated(arrivals).flatMap(({ interests }) => interests);
  return held === undefined ? 'nothing' : `${held.type}: ${describeShare(held.share)}`;
}

describe('BODS 0.1 to 0.3', () => {
  test('parties and who holds in whom', async () => {
    const [subject, holder, held] = stated(
      await read(
        company('subject', { incorporatedInJurisdiction: { name: 'Ukraine', code: 'UA' } }),
        individual('holder', { nationalities: [{ code: 'GB', name: 'United Kingdom' }] }),
        owns(
          'held',
          { type: 'voting-rights', interestLevel: 'direct', share: { exact: 51 }, startDate: '2019-03' },
          { interestedParty: { describedByPersonStatement: 'holder' } },
        ),
      ),
    );
    expect(subject?.parties).toMatchObject([
      { party: 'subject', facts: { kind: 'COMPANY', name: 'subject', incorporatedIn: 'UA' } },
    ]);
    expect(holder?.parties).toMatchObject([
      { party: 'holder', facts: { kind: 'PERSON', name: 'holder', nationalities: ['GB'] } },
    ]);
    expect(held?.interests).toMatchObject([
      { interestedParty: 'holder', subject: 'subject', type: 'VOTING_RIGHTS', startDate: '2019-03-01' },
    ]);
  });

  test.each([
    ['shareholding', 'SHAREHOLDING: 10 %'],
    ['voting-rights', 'VOTING_RIGHTS: 10 %'],
    ['appointment-of-board', 'BOARD_APPOINTMENT: 10 %'],
    ['rights-to-profit-or-income', 'PROFIT_RIGHTS: 10 %'],
    ['rights-to-surplus-assets', 'PROFIT_RIGHTS: 10 %'],
    ['rights-to-surplus-assets-on-dissolution', 'PROFIT_RIGHTS: 10 %'],
    ['rights-granted-by-contract', 'CONTRACT: an unknown share'],
    ['conditional-rights-granted-by-contract', 'CONDITIONAL_RIGHTS: 10 %'],
    ['trustee-of-trust', 'TRUSTEE: an unknown share'],
    ['settlor-of-trust', 'OTHER_INFLUENCE: an unknown share'],
    ['protector-of-trust', 'OTHER_INFLUENCE: an unknown share'],
    ['beneficiary-of-trust', 'OTHER_INFLUENCE: an unknown share'],
    ['influence-or-control', 'OTHER_INFLUENCE: an unknown share'],
    ['other-influence-or-control', 'OTHER_INFLUENCE: an unknown share'],
    ['other-influence-or-control-of-trust', 'OTHER_INFLUENCE: an unknown share'],
    ['senior-managing-official', 'OTHER_INFLUENCE: an unknown share'],
    ['boardMember', 'OTHER_INFLUENCE: an unknown share'],
  ])('the interest type %s', async (type, expected) => {
    expect(await interestIn({ type, share: { exact: 10 } })).toBe(expected);
  });

  test('a type that no edition has is refused by name', async () => {
    expect(await interestIn({ type: 'golden-share' })).toContain('came "goldenShare"');
  });

  test('a flag beside a bound is taken where it is stated; the default of the schemas narrows nothing', async () => {
    const share = (given: object): Promise<string> => interestIn({ type: 'shareholding', share: given });
    expect(await share({ minimum: 25, maximum: 50 })).toBe('SHAREHOLDING: at least 25 and at most 50 %');
    expect(await share({ minimum: 25, maximum: 50, exclusiveMinimum: true, exclusiveMaximum: true })).toBe(
      'SHAREHOLDING: more than 25 and less than 50 %',
    );
    expect(await share({ minimum: 50, exclusiveMinimum: true, maximum: 75, exclusiveMaximum: false })).toBe(
      'SHAREHOLDING: more than 50 and at most 75 %',
    );
  });

  test('what is held through others is a signal and never counted', async () => {
    expect(await interestIn({ type: 'shareholding', interestLevel: 'indirect', share: { exact: 60 } })).toBe(
      'OTHER_INFLUENCE: an unknown share',
    );
  });

  test('a holder who is not named is told in the words of the statement', async () => {
    const arrivals = await read(
      owns(
        'r',
        { type: 'shareholding' },
        { interestedParty: { unspecified: { reason: 'unknown', description: 'asked' } } },
      ),
    );
    expect(stated(arrivals)[0]?.interests).toMatchObject([{ interestedParty: null, undisclosed: 'unknown: asked' }]);
  });

  test('a person withheld is nobody who can be told from others', async () => {
    const arrivals = await read(
      owns('r', { type: 'shareholding' }, { interestedParty: { describedByPersonStatement: 'hidden' } }),
      individual('hidden', { personType: 'anonymousPerson', names: [], missingInfoReason: 'protected' }),
    );
    expect(stated(arrivals).flatMap(({ interests }) => interests)).toMatchObject([
      { interestedParty: null, undisclosed: 'anonymousPerson: protected' },
    ]);
  });

  test('a statement that replaces another is about the same record, whatever their order', async () => {
    const records = [
      company('first', { name: 'Old' }),
      company('third', { name: 'New', replacesStatements: ['second'], statementDate: '2022-01-01' }),
      company('second', { name: 'Middle', replacesStatements: ['first'], statementDate: '2021-01-01' }),
      owns('r', { type: 'shareholding' }, { subject: { describedByEntityStatement: 'second' } }),
    ];
    for (const order of [records, [...records].reverse()]) {
      const arrivals = await read(...order);
      expect(arrivals.filter(({ outcome }) => outcome === 'PASSED_OVER')).toHaveLength(2);
      expect(stated(arrivals).flatMap(({ parties }) => parties)).toMatchObject([
        { party: 'first', facts: { name: 'New' } },
      ]);
      expect(stated(arrivals).flatMap(({ interests }) => interests)).toMatchObject([{ subject: 'first' }]);
    }
  });

  test('statements that replace each other in a ring are read all the same', async () => {
    const arrivals = await read(
      company('a', { replacesStatements: ['b'] }),
      company('b', { replacesStatements: ['a'] }),
      company('c', { replacesStatements: ['c'] }),
    );
    expect(arrivals).toHaveLength(3);
  });

  test('a statement of 0.4 inside and older outside is read, too', async () => {
    const arrivals = await read({
      statementId: 'mixed',
      statementType: 'entityStatement',
      statementDate: '2024-01-15',
      recordDetails: { entityType: { type: 'registeredEntity' }, names: [{ fullName: 'Acme Ltd' }] },
    });
    expect(stated(arrivals)[0]?.parties).toMatchObject([{ party: 'mixed', facts: { name: 'Acme Ltd' } }]);
  });
});
