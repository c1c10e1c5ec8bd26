import { supposedBeside } from '../src/supposedBeside.js';
import { definitionOf } from '../src/supposedRules.js';
import { ENGINE_VERSION } from '../src/version.js';
import type {
  ChainResolvers,
  DecidingFactResolvers,
  PolicyResolvers,
  ReasonResolvers,
  RulingResolvers,
} from './types.js';

export const Ruling: RulingResolvers = {
  id: ({ id }) => id,
  verdict: ({ ruling }) => ruling.verdict,
  subject: ({ world, ruling }) => world.view(ruling.subject),
  policy: ({ world, ruling }) => ({ world, policy: ruling.policy }),
  restrictedShare: ({ ruling }) => ruling.restrictedShare,
  reasons: ({ world, ruling }) => ruling.reasons.map((reason) => ({ world, reason })),
  assumptions: ({ world, ruling }) => ruling.assumptions.map((reason) => ({ world, reason })),
  inForce: ({ ruling }) => ruling.inForce,
  weakestGrade: ({ ruling }) => ruling.weakestGrade,
  oldestSource: ({ ruling }) => ruling.oldestSource,
  summary: ({ ruling }) => ruling.summary,
  chains: ({ world, ruling }, { first }) => ruling.chains(first).map((chain) => ({ world, chain })),
  readings: ({ ruling }) => ruling.readings,
  readingsAgree: ({ ruling }) => ruling.readingsAgree,
  decidingFacts: ({ world, ruling }, { first }) => ruling.decidingFacts(first).map((fact) => ({ world, fact })),
  counterfactuals: ({ world, ruling }, { first }) =>
    ruling.counterfactuals(first).map(({ supposition, ...counterfactual }) => ({
      ...counterfactual,
      supposition: supposedBeside(world.world.supposition, supposition),
    })),
  certificate: ({ id, world, ruling }) =>
    ruling.certificate({
      ruling: id,
      engineVersion: ENGINE_VERSION,
      revision: world.revision,
      knownAt: world.knownAt,
      policy: definitionOf(ruling.policy),
    }),
  chart: ({ ruling }, { format }) => ruling.chart(format),
  evidence: ({ ruling }) => ruling.evidence,
  asOf: ({ ruling }) => ruling.asOf,
  knownAt: ({ world }) => world.knownAt,
  revision: ({ world }) => world.revision,
  engineVersion: ({ engineVersion }) => engineVersion,
  complete: ({ ruling }) => ruling.complete,
};

export const Reason: ReasonResolvers = {
  code: ({ reason }) => reason.code,
  message: ({ reason }) => reason.message,
  party: ({ world, reason }) => (reason.party === null ? null : world.view(reason.party)),
  interest: ({ world, reason }) => (reason.interest === null ? null : world.interestOf(reason.interest)),
};

export const DecidingFact: DecidingFactResolvers = {
  question: ({ fact }) => fact.question,
  about: ({ world, fact }) => (fact.about === null ? null : world.view(fact.about)),
  interest: ({ world, fact }) => (fact.interest === null ? null : world.interestOf(fact.interest)),
  restrictedWhen: ({ fact }) => fact.restrictedWhen,
  notRestrictedWhen: ({ fact }) => fact.notRestrictedWhen,
};

export const Chain: ChainResolvers = {
  steps: ({ world, chain }) => Promise.all(chain.steps.map((step) => world.interestOf(step))),
  parties: ({ world, chain }) => chain.parties.map((party) => world.view(party)),
  share: ({ chain }) => chain.share,
};

export const Policy: PolicyResolvers = {
  id: ({ policy }) => policy.id,
  answers: ({ policy }) => policy.answers,
  lists: ({ policy }) => policy.seeds.lists,
  name: ({ policy }) => policy.name,
  version: ({ policy }) => policy.version,
  inForce: ({ policy }) => policy.inForce,
  threshold: ({ policy }) => policy.threshold,
  thresholdAbove: ({ policy }) => policy.thresholdAbove?.threshold ?? null,
  comparison: ({ policy }) => policy.comparison,
  aggregate: ({ policy }) => policy.aggregate,
  propagation: ({ policy }) => policy.propagation,
  text: ({ policy }) => policy.text,
  sources: ({ policy }) => policy.sources,
  definition: ({ policy }) => definitionOf(policy),
};
