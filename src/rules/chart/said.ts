import { type Drawing, type DrawnParty, IN_WORDS } from './drawing.js';

/** What a drawing shows, in sentences: who stands where, and who holds what. */
export function said(drawing: Drawing): string {
  const standing = drawing.parties.map((party) => sentence(party, drawing));
  const held = drawing.interests.map(({ words }) => `${words}.`);
  const left = drawing.leftOut === 0 ? [] : [`${drawing.leftOut} more parties, farther up, are not drawn.`];
  return [`${drawing.title}.`, ...standing, ...held, ...left].join(' ');
}

function sentence(party: DrawnParty, { verdict }: Drawing): string {
  const role = roleOf(party, verdict);
  return `${party.name}${party.place === '' ? '' : `, ${party.place}`}${role === '' ? '' : `: ${role}`}.`;
}

/** The role of a party in words, as it stands in its box. */
export function roleOf({ role, shape }: DrawnParty, verdict: Drawing['verdict']): string {
  if (role === 'SUBJECT') return IN_WORDS[verdict];
  if (shape === 'UNNAMED') return 'may be restricted';
  return { RESTRICTED: 'restricted', POSSIBLE: 'may be restricted', NONE: '' }[role];
}
