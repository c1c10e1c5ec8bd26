import { type Interest, interestId } from '../../model/interest.js';
import type { Located, Party } from '../../model/party.js';
import { formatPercent } from '../../model/share.js';
import type { Source } from '../../model/source.js';
import type { Frame } from '../frame.js';
import { at, edgesOf } from '../graph.js';
import { groupsOf } from './sums.js';

/** What a proof takes for granted of the world: what sources are cited for, and people have to check. */
export interface Premises {
  /** How the policy's region list treats the places that are named here. */
  readonly standings: readonly { readonly place: string; readonly standing: string }[];
  /** Lists that the policy names and nobody loaded. */
  readonly missingLists: readonly string[];
  readonly parties: readonly StatedParty[];
  /** All that are recorded in these parties, and those by which one of them acts in concert in a group. */
  readonly interests: readonly StatedInterest[];
  /** Parties and interests cite them by their place here, from 0. */
  readonly sources: readonly Source[];
}

export interface StatedParty {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly headquarters: readonly string[];
  readonly incorporatedIn: readonly string[];
  readonly nationalities: readonly string[];
  readonly listings: readonly { readonly list: string; readonly programme: string | null }[];
  readonly publiclyListed: boolean | null;
  readonly majorHoldersStated: boolean;
  readonly ownersComplete: boolean;
  /** False where a limit stopped the gathering before its owners were read. */
  readonly ownersRead: boolean;
  readonly sources: readonly number[];
}

export interface StatedInterest {
  readonly id: string;
  /** Null when the source says that somebody holds it but not who. */
  readonly holder: string | null;
  readonly subject: string;
  readonly type: string;
  readonly min: string;
  readonly max: string;
  readonly minExclusive: boolean;
  readonly maxExclusive: boolean;
  readonly sources: readonly number[];
}

export function premisesOf(frame: Frame, about: Iterable<number>): Premises {
  const { graph, setting } = frame;
  const nodes = [...new Set(about)].sort((a, b) => a - b);
  const edges = new Set<number>();
  for (const node of nodes) {
    for (const edge of edgesOf(graph.owners, node)) edges.add(edge);
    for (const edge of groupsOf(graph).get(node) ?? []) edges.add(edge);
  }
  const cited = new Citations();
  const parties = nodes.map((node) => stated(graph.parties[node] as Party, at(graph.isUnexpanded, node) === 0, cited));
  const interests = [...edges].map((edge) => statedInterest(graph.interests[edge] as Interest, cited));
  const places = new Set(
    parties.flatMap((party) => [...party.headquarters, ...party.incorporatedIn, ...party.nationalities]),
  );
  const standings = [...places].sort().map((place) => ({ place, standing: setting.standingOf(place) }));
  return {
    standings: setting.policy.seeds.regions === null ? [] : standings,
    missingLists: setting.missingLists,
    parties,
    interests,
    sources: cited.sources,
  };
}

function stated(party: Party, ownersRead: boolean, cited: Citations): StatedParty {
  const dated = [...party.headquarters, ...party.listings].map(({ source }: { source: Source }) => source);
  return {
    id: party.id,
    name: party.name,
    kind: party.kind,
    headquarters: party.headquarters.map((place: Located) => place.jurisdiction),
    incorporatedIn: party.incorporatedIn,
    nationalities: party.nationalities,
    listings: party.listings.map(({ list, programme }) => ({ list, programme })),
    publiclyListed: party.publiclyListed,
    majorHoldersStated: party.majorHoldersStated,
    ownersComplete: party.ownersComplete,
    ownersRead,
    sources: cited.of([...party.sources, ...dated]),
  };
}

function statedInterest(interest: Interest, cited: Citations): StatedInterest {
  const { min, max, minExclusive, maxExclusive } = interest.share;
  return {
    id: interestId(interest),
    holder: interest.interestedParty,
    subject: interest.subject,
    type: interest.type,
    min: formatPercent(min),
    max: formatPercent(max),
    minExclusive,
    maxExclusive,
    sources: cited.of(interest.sources),
  };
}

/** Sources by their place, each once. */
class Citations {
  readonly sources: Source[] = [];
  private readonly places = new Map<string | Source, number>();

  of(sources: readonly Source[]): number[] {
    return [...new Set(sources.map((source) => this.place(source)))];
  }

  private place(source: Source): number {
    const known = this.places.get(source);
    if (known !== undefined) return known;
    const text = JSON.stringify(source);
    const place = this.places.get(text) ?? this.sources.push(source) - 1;
    this.places.set(text, place).set(source, place);
    return place;
  }
}
