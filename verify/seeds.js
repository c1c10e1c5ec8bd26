/**
 * Who is restricted by what it is, whoever owns it, and whether the policy exempts the subject by the law it stands
 * under; read from what is stated of a party, whether it is a group of holders, and of whom it is a branch.
 */
export function seedsOf({ policy, subject, standings, missingLists }, { party, isGroup, headsOf }) {
  const { seeds, exemptOrganisedIn } = policy;
  return { seed, exempt };

  /** 0: no seed, 1: a possible one, 2: a certain one. */
  function seed(id) {
    const { kind, ownersRead } = party(id);
    if (!ownersRead) return isListed(id) && kind !== 'ARRANGEMENT' ? 2 : 1;
    if (isGroup(id)) return 0;
    const byList = isListed(id) ? 2 : missingLists.length > 0 ? 1 : 0;
    return seeds.regions === null || headsOf(id).length > 0 ? byList : Math.max(byList, ...byPlace(party(id)));
  }

  function isListed(id) {
    return !isGroup(id) && party(id).listings.some(({ list }) => seeds.lists.includes(list));
  }

  function byPlace({ kind, headquarters, incorporatedIn, nationalities }) {
    if (kind === 'STATE') return [located(seeds.states, [...headquarters, ...incorporatedIn, ...nationalities])];
    // Nobody resides in two places, so that all have to be unsupported; one nationality of several is enough.
    const { residents, nationals } = seeds;
    if (kind === 'PERSON')
      return [personal(residents, headquarters, 'every'), personal(nationals, nationalities, 'some')];
    const seat = headquarters.length > 0 ? headquarters : incorporatedIn;
    return [located(seeds.headquarters, seat), located(seeds.incorporation, incorporatedIn)];
  }

  function located(matters, codes) {
    const found = new Set(codes.map(standing));
    if (!matters || (found.size === 1 && found.has('SUPPORTED'))) return 0;
    return found.size === 1 && found.has('UNSUPPORTED') ? 2 : 1;
  }

  function personal(state, codes, enough) {
    const isOut = (code) => standing(code) === 'UNSUPPORTED';
    if (state === null || !codes.some(isOut)) return 0;
    return state === 'CERTAIN' && codes[enough](isOut) ? 2 : 1;
  }

  function standing(code) {
    const found = standings.find(({ place }) => place === code);
    if (found === undefined) throw new Error(`The standing of ${code} is not stated.`);
    return found.standing;
  }

  /** YES, NO, or OPEN where that is not known; a branch stands under the law of its head. */
  function exempt() {
    const chain = new Set([subject]);
    for (const id of chain) for (const { holder } of headsOf(id)) chain.add(holder);
    const heads = [...chain].filter((id) => headsOf(id).length === 0);
    const persons = [subject, ...heads].filter((id) => id !== null);
    if (exemptOrganisedIn.length === 0 || ['PERSON', 'STATE'].includes(party(subject).kind)) return 'NO';
    if (persons.some(isListed)) return 'NO';
    const laws = heads.map((id) => (id === null ? [] : party(id).incorporatedIn));
    const isKnown = heads.length > 0 && laws.every((codes) => codes.length > 0);
    const isExempt = (code) => exemptOrganisedIn.includes(code.split('-')[0]);
    if (isKnown && !laws.flat().some(isExempt)) return 'NO';
    const isOpen = missingLists.length > 0 && persons.some((id) => seed(id) === 1);
    return isKnown && laws.flat().every(isExempt) && !isOpen ? 'YES' : 'OPEN';
  }
}
