import { z } from 'zod';
import { badInput } from '../errors.js';
import { isDate } from '../model/date.js';
import {
  COMPARISONS,
  CONTROL_EFFECTS,
  COUNTED_TYPES,
  DEEMED_LINKS,
  FALLBACKS,
  METHODS,
  POLICY_QUESTIONS,
  type Policy,
  REPORTED_PARENTS,
  UNRECORDED_OWNERS,
} from '../model/policy.js';
import { parsePercent } from '../model/share.js';
import { GRADES } from '../model/source.js';

const date = z.string().refine(isDate, 'expected a date, YYYY-MM-DD').nullable();
const percent = z.string().transform((text, context) => {
  const units = parsePercent(text);
  if (units !== null) return units;
  context.addIssue({ code: 'custom', message: `expected a decimal string from "0" to "100", came "${text}"` });
  return z.NEVER;
});
const source = z.strictObject({
  dataset: z.string().min(1),
  url: z.url().nullable(),
  retrievedAt: date,
  statementId: z.string().nullable(),
  quote: z.string().nullable(),
  grade: z.enum(GRADES),
});
const effect = z.enum(CONTROL_EFFECTS);
const personal = z.enum(['CERTAIN', 'POSSIBLE']).nullable();

const definition = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens'),
  answers: z.enum(POLICY_QUESTIONS),
  name: z.string().min(1),
  version: z.string().min(1),
  inForce: z.array(z.strictObject({ from: date, to: date })).min(1),
  text: z.string().min(1),
  sources: z.array(source),
  seeds: z.strictObject({
    regions: z.string().nullable(),
    headquarters: z.boolean(),
    incorporation: z.boolean(),
    states: z.boolean(),
    residents: personal,
    nationals: personal,
    lists: z.array(z.string().min(1)),
  }),
  counts: z.array(z.enum(COUNTED_TYPES)).min(1),
  threshold: percent,
  comparison: z.enum(COMPARISONS),
  thresholdAbove: z.strictObject({ threshold: percent, comparison: z.enum(COMPARISONS) }).nullable(),
  aggregate: z.boolean(),
  propagation: z.enum(METHODS),
  deemedLinks: z.enum(DEEMED_LINKS).nullable(),
  unrecordedOwners: z.enum(UNRECORDED_OWNERS),
  reportedParents: z.enum(REPORTED_PARENTS),
  control: z.strictObject({
    CONTRACT: effect,
    GENERAL_PARTNER: effect,
    TRUSTEE: effect,
    VETO: effect,
    BOARD_APPOINTMENT: effect,
    VOTING_RIGHTS: effect,
    OTHER_INFLUENCE: effect,
    REPORTED_PARENT: effect,
  }),
  dominantHolder: z.strictObject({ atLeast: percent, othersAtMost: percent }).nullable(),
  exemptOrganisedIn: z.array(z.string().regex(/^[A-Z]{2}$/, 'expected a country code')),
  fallback: z.enum(FALLBACKS).nullable(),
  readings: z.array(
    z.strictObject({
      id: z.string().min(1),
      basis: z.string().min(1),
      change: z.strictObject({
        aggregate: z.boolean().exactOptional(),
        unrecordedOwners: z.enum(UNRECORDED_OWNERS).exactOptional(),
        reportedParents: z.enum(REPORTED_PARENTS).exactOptional(),
        propagation: z.enum(METHODS).exactOptional(),
      }),
    }),
  ),
});

/** A policy from its definition; a malformed one is BAD_USER_INPUT naming the path and what was expected there. */
export function parsePolicy(value: unknown, where: string): Policy {
  const parsed = definition.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.length === 0 ? 'the whole' : issue.path.join('.')}: ${issue.message}`,
  );
  throw badInput(`The policy in ${where} is malformed. ${problems.join('; ')}.`);
}
