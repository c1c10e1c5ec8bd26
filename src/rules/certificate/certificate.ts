import { canonical, digestOf } from '../../model/canonical.js';
import type { UnrecordedOwners } from '../../model/policy.js';
import type { Verdict } from '../../model/ruling.js';
import { at, edgesOf, type Graph, TYPE } from '../graph.js';
import type { Solution } from '../solution.js';
import { verdictOf } from '../verdict.js';
import { type Premises, premisesOf } from './premises.js';
import type { Shown } from './proof.js';

export const FORMAT = 'controlgraph-certificate';
export const FORMAT_VERSION = 1;

/** What a ruling does not know of itself: which one it is, of which data, by which program. */
export interface Issue {
  readonly ruling: string;
  readonly engineVersion: string;
  readonly revision: string;
  readonly knownAt: string | null;
  /** The policy as it is written. */
  readonly policy: object;
}

/** A verdict with all that a program needs to check it that shares no code with the engine: docs/certificate.md. */
export interface Certificate {
  readonly format: typeof FORMAT;
  readonly version: typeof FORMAT_VERSION;
  readonly engineVersion: string;
  readonly ruling: string;
  readonly verdict: Verdict;
  readonly premises: Premises & Asked;
  /** Of the premises; who keeps it can tell that they are the same. */
  readonly digest: string;
  /** Null where nothing short shows it. */
  readonly proof: Shown | null;
}

interface Asked {
  readonly subject: string;
  readonly asOf: string;
  readonly revision: string;
  readonly knownAt: string | null;
  /** How shares that no record accounts for were treated, whatever the policy says. */
  readonly unrecordedOwners: UnrecordedOwners;
  /** False when a limit cut the gathering off: then nobody is cleared. */
  readonly complete: boolean;
  readonly policy: object;
}

export function certificate(solution: Solution, node: number, issue: Issue): Certificate {
  const { frame } = solution;
  const { graph } = frame;
  const proof = solution.proof?.(node) ?? null;
  const premises = {
    subject: graph.parties[node]?.id as string,
    asOf: graph.asOf,
    revision: issue.revision,
    knownAt: issue.knownAt,
    unrecordedOwners: frame.mode,
    complete: graph.complete,
    policy: issue.policy,
    ...premisesOf(frame, [...legalPerson(graph, node), ...(proof?.parties ?? [])]),
  };
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    engineVersion: issue.engineVersion,
    ruling: issue.ruling,
    verdict: verdictOf(solution, node),
    premises,
    digest: digestOf(canonical(premises)),
    proof: proof?.shown ?? null,
  };
}

/** A party, and for a branch those above it whose branch it is: under whose law it stands. */
function legalPerson(graph: Graph, node: number): Set<number> {
  const found = new Set([node]);
  for (const each of found)
    for (const edge of edgesOf(graph.owners, each)) {
      const head = at(graph.holder, edge);
      if (at(graph.type, edge) === TYPE.BRANCH && head < graph.parties.length) found.add(head);
    }
  return found;
}
