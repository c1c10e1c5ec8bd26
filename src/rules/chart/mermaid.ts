import type { Drawing, DrawnParty } from './drawing.js';
import { roleOf } from './said.js';

/** A Mermaid flowchart, owners above, the subject below; dashed for what is not exactly known. */
export function mermaid(drawing: Drawing): string {
  const lines = ['flowchart TD'];
  for (const party of drawing.parties) lines.push(`  ${party.key}${boxed(party, label(party, drawing))}`);
  for (const { from, to, label: text, isUnknown } of drawing.interests)
    lines.push(`  ${from} ${isUnknown ? '-.->' : '-->'}|"${escaped(text)}"| ${to}`);
  if (drawing.leftOut > 0) lines.push(`  leftOut["${drawing.leftOut} more parties, farther up"]`);
  const subject = drawing.parties[0]?.key;
  lines.push('  classDef subject stroke-width:3px', `  class ${subject} subject`);
  const restricted = drawing.parties.filter((party) => party.role === 'RESTRICTED').map((party) => party.key);
  if (restricted.length > 0)
    lines.push('  classDef restricted stroke-width:2px', `  class ${restricted.join(',')} restricted`);
  return `${lines.join('\n')}\n`;
}

function boxed({ shape, role }: DrawnParty, text: string): string {
  if (shape === 'UNNAMED' || shape === 'PERSON') return `(["${text}"])`;
  return role === 'RESTRICTED' ? `{{"${text}"}}` : `["${text}"]`;
}

function label(party: DrawnParty, { verdict }: Drawing): string {
  const role = roleOf(party, verdict);
  const below = [party.place, role].filter((part) => part !== '');
  return [escaped(party.name), ...below.map(escaped)].join('<br/>');
}

/** Mermaid reads quotes, brackets and markup inside labels; entities keep a hostile name a name. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{M} .,%()/+'…-]/gu, (character) => `#${character.codePointAt(0)};`);
}
