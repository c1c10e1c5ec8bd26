import { Failure } from '../errors.js';

/** What one who asks may do; each role may all that those before it may. */
export const ROLES = ['reader', 'screener', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks: the name of a key, the subject of a token, the user of a command; null where nobody was asked for it. */
export interface Actor {
  readonly name: string | null;
  readonly role: Role;
}

/** Of a command: who can open the store itself can do all. */
export const OWN_ROLE: Role = 'admin';

/** FORBIDDEN, naming the role that is needed and the one that is had, where the role may not do what is asked. */
export function permit(role: Role, needed: Role, what: string): void {
  if (ROLES.indexOf(role) >= ROLES.indexOf(needed)) return;
  throw new Failure('FORBIDDEN', `${what} takes the role ${needed}; this key or token has the role ${role}.`);
}
