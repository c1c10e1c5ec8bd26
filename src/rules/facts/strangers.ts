import type { InterestType } from '../../model/interest.js';
import type { JurisdictionCode, PartyId } from '../../model/party.js';
import type { Standing } from '../../model/policy.js';
import { type Bounds, exactly, WHOLE } from '../../model/share.js';
import { seedOf } from '../seeds.js';
import {
  type Alteration,
  namedInterestId,
  type SupposedParty,
  together,
  withInterest,
  withParty,
} from './alteration.js';
import { type Situation, strangerOf } from './situation.js';

/** Somebody who is supposed to stand where nobody is recorded. */
export interface Stranger {
  readonly party: SupposedParty;
  /** A recorded party that owns all of it, so that both are one owner to a policy that adds no owners together. */
  readonly ownedBy: PartyId | null;
}

const FAR = ['CN', 'RU', 'IR', 'KP', 'CU', 'BY', 'SY', 'VE', 'HK'];
const NEAR = ['SG', 'GB', 'DE', 'JP', 'CA', 'AU', 'US', 'CH', 'BR', 'IN'];

/** Whom a policy restricts and whom it does not, made for the occasion. */
export class Strangers {
  /** A place the policy does not support, and one it does; null where no place matters. */
  readonly unsupported: JurisdictionCode | null;
  readonly supported: JurisdictionCode | null;
  readonly clear: Stranger;
  /** Null where the policy restricts nobody by what they are. */
  readonly restricted: Stranger | null;

  constructor(
    private readonly situation: Situation,
    ownedBy: PartyId | null = null,
  ) {
    this.unsupported = this.place(FAR, 'UNSUPPORTED');
    this.supported = this.place(NEAR, 'SUPPORTED');
    const resident = this.supported === null ? {} : { headquarters: this.supported };
    const clear: SupposedParty = { id: this.free('clear'), kind: 'PERSON', name: 'somebody unrestricted', ...resident };
    this.clear = { party: clear, ownedBy: null };
    this.restricted = ownedBy === null ? this.seed() : this.belonging(ownedBy);
  }

  private place(codes: readonly JurisdictionCode[], standing: Standing): JurisdictionCode | null {
    const { policy, standingOf } = this.situation.setting;
    if (policy.seeds.regions === null) return null;
    return codes.find((code) => standingOf(code) === standing) ?? null;
  }

  private free(what: string): PartyId {
    let id = `supposed:${what}`;
    while (this.situation.graph.nodeOf.has(id)) id = `${id}+`;
    return id;
  }

  private seed(): Stranger | null {
    const place = this.unsupported;
    const [list] = this.situation.setting.policy.seeds.lists;
    const id = this.free('restricted');
    const forms: SupposedParty[] = [];
    if (place !== null) {
      const there = { id, headquarters: place, nationalities: [place] };
      const company = { id, headquarters: place, incorporatedIn: place };
      forms.push({ ...company, kind: 'COMPANY', name: 'a restricted company' });
      forms.push({ ...there, kind: 'STATE', name: 'a restricted state' });
      forms.push({ ...there, kind: 'PERSON', name: 'a restricted person' });
    }
    if (list !== undefined) forms.push({ id, kind: 'COMPANY', name: 'a restricted company', listings: [{ list }] });
    const what = { isGroup: false, isBranch: false };
    const party = forms.find((each) => seedOf(strangerOf(each), this.situation.setting, what).state === 'CERTAIN');
    return party === undefined ? null : { party, ownedBy: null };
  }

  private belonging(ownedBy: PartyId): Stranger {
    const place = this.supported === null ? {} : { headquarters: this.supported, incorporatedIn: this.supported };
    const name = `a company of ${this.situation.named(ownedBy)?.name}`;
    return { party: { id: this.free('restricted'), kind: 'COMPANY', name, ...place }, ownedBy };
  }
}

/** The stranger holds so much more; what it was supposed to hold before is added. */
export function holding(
  upon: Alteration,
  { party, ownedBy }: Stranger,
  subject: PartyId,
  type: InterestType,
  share: Bounds,
): Alteration {
  const present = withParty(upon, party);
  const interest = { interestedParty: party.id, subject, type };
  const id = namedInterestId(interest);
  const known = upon.interests.get(id)?.share;
  const added = known === undefined ? share : together(known, share);
  const more = withInterest(present, { ...interest, share: added }, id);
  if (ownedBy === null) return more;
  const all = { interestedParty: ownedBy, subject: party.id, type: 'SHAREHOLDING' as const, share: exactly(WHOLE) };
  return withInterest(more, all);
}
