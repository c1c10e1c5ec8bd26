import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { rulebook } from '../../seed/rulebook.js';
import { check, type Expected, type Outcome } from '../../verify/check.js';
import { badInput } from '../errors.js';
import { type Certificate, FORMAT } from '../rules/certificate/certificate.js';
import { definitionOf } from '../supposedRules.js';

interface VerifyOptions {
  readonly policy?: string;
  readonly digest?: string;
  readonly json?: boolean;
}

/** Says of every certificate in a file whether its verdict follows from its premises; exit code 1 when one does not. */
export async function verify(file: string, options: VerifyOptions): Promise<void> {
  const certificates = [...certificatesIn(await read(file))];
  if (certificates.length === 0) throw badInput(`${file}: there is no certificate in it.`);
  const expected: Expected = {
    ...(options.digest === undefined ? {} : { digest: options.digest }),
    ...(options.policy === undefined ? {} : { policy: await definition(options.policy) }),
  };
  const checked = certificates.map((certificate) => ({ certificate, outcome: check(certificate, expected) }));
  if (checked.some(({ outcome }) => !outcome.valid)) process.exitCode = 1;
  const lines =
    options.json === true
      ? checked.map(({ outcome }) => JSON.stringify(outcome))
      : [...checked.map(({ certificate, outcome }) => told(certificate, outcome)), SHOWN];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const SHOWN =
  'Checked: that the verdict follows from the premises by the policy stated with them. Whether they are true, their sources tell.';

/** The certificate itself, or all that an answer of the service contains. */
function* certificatesIn(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  if ('format' in value && value.format === FORMAT) yield value;
  else for (const part of Object.values(value)) yield* certificatesIn(part);
}

async function read(file: string): Promise<unknown> {
  try {
    return JSON.parse(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'));
  } catch (error) {
    throw badInput(`${file}: expected a certificate as JSON. ${(error as Error).message}`);
  }
}

/** By the id of a policy that ships, or a file with the definition of another. */
async function definition(policy: string): Promise<object> {
  const { policies, parsePolicy } = rulebook();
  const shipped = policies.find(({ id }) => id === policy);
  return definitionOf(shipped ?? parsePolicy(await read(policy), policy));
}

function told(certificate: unknown, outcome: Outcome): string {
  if (!outcome.valid) return `invalid  ${named(certificate)}. ${outcome.because}`;
  const { verdict, premises, digest } = certificate as Certificate;
  const { parties, interests, sources, policy, asOf, revision, unrecordedOwners } = premises;
  const { id, version } = policy as { readonly id: string; readonly version: string };
  return [
    `valid  ${named(certificate)} is ${verdict} under ${id}, version ${version}, as of ${asOf} (${revision}), unrecorded owners ${unrecordedOwners}.`,
    `  It follows from ${parties.length} parties, ${interests.length} interests and ${sources.length} sources: ${digest}`,
  ].join('\n');
}

/** Also of what is no certificate but says so. */
function named(certificate: unknown): string {
  const { premises } = certificate as { readonly premises?: Partial<Certificate['premises']> };
  const { subject, parties } = premises ?? {};
  const party = Array.isArray(parties) ? parties.find(({ id }) => id === subject) : undefined;
  return party === undefined ? 'a certificate without a subject' : `${party.name} (${subject})`;
}
