import { type Interest, interestId } from '../model/interest.js';
import type { Party } from '../model/party.js';
import { describeShare } from '../model/share.js';
import type { Ruling } from './ruling.js';

const MOST_CHAINS = 60;

/** The proof of a ruling as a Mermaid flowchart: the chains that make the difference, owners above, the subject last. */
export function mermaid(ruling: Ruling): string {
  const chains = ruling.chains(MOST_CHAINS);
  const parties = new Map<string, Party>([[ruling.subject.id, ruling.subject]]);
  const steps = new Map<string, Interest>();
  for (const chain of chains) {
    for (const party of chain.parties) parties.set(party.id, party);
    for (const step of chain.steps) steps.set(interestId(step), step);
  }
  const nodes = new Map([...parties.keys()].sort().map((id, index) => [id, `p${index}`]));
  const lines = ['flowchart TD'];
  for (const [id, node] of nodes) lines.push(`  ${node}["${label(parties.get(id) as Party)}"]`);
  let unnamed = 0;
  for (const [, step] of [...steps].sort(([a], [b]) => (a < b ? -1 : 1))) {
    let holder = step.interestedParty === null ? undefined : nodes.get(step.interestedParty);
    if (holder === undefined) {
      holder = `u${unnamed}`;
      unnamed += 1;
      lines.push(`  ${holder}(["not named"])`);
    }
    const line = step.share.min === step.share.max ? '-->' : '-.->';
    lines.push(`  ${holder} ${line}|"${escaped(stepLabel(step))}"| ${nodes.get(step.subject)}`);
  }
  lines.push(
    `  classDef ${ruling.verdict.toLowerCase()} stroke-width:3px`,
    `  class ${nodes.get(ruling.subject.id)} ${ruling.verdict.toLowerCase()}`,
  );
  return `${lines.join('\n')}\n`;
}

function stepLabel(step: Interest): string {
  const type = step.type.toLowerCase().replaceAll('_', ' ');
  return step.type === 'SHAREHOLDING'
    ? describeShare(step.share)
    : `${type}${step.share.min === 0 && step.share.max > 0 && step.share.min !== step.share.max ? '' : ` ${describeShare(step.share)}`}`;
}

function label(party: Party): string {
  const places = party.headquarters.map((place) => place.jurisdiction).join(', ');
  return escaped(places === '' ? party.name : `${party.name} (${places})`);
}

/** Mermaid reads quotes, brackets and markup inside labels; entities keep a hostile name a name. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .slice(0, 200)
    .replace(/[^\p{L}\p{N}\p{M} .,%()/+'-]/gu, (character) => `#${character.codePointAt(0)};`);
}
