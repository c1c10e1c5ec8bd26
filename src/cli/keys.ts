import { badInput } from '../errors.js';
import { ROLES, type Role } from '../model/actor.js';
import { type ApiKey, allKeys, makeKey, revokeKey } from '../server/auth/keys.js';
import { dateIn } from './options.js';
import { withStore } from './ownStore.js';

interface KeyOptions {
  readonly db?: string;
  readonly json?: boolean;
}

/** Makes a key and prints it, once. */
export async function createKey(
  options: KeyOptions & { readonly name: string; readonly role: string; readonly expires?: string },
): Promise<void> {
  const role = ROLES.find((each) => each === options.role);
  if (role === undefined) throw badInput(`--role: expected ${ROLES.join(', ')}; came ${JSON.stringify(options.role)}.`);
  const wanted = { name: options.name, role: role as Role, expires: expiryOf(options.expires) };
  await withStore(options, async (store, deadlineAt) => {
    const { key, text } = await makeKey(store, wanted, Date.now(), deadlineAt);
    return options.json === true
      ? `${JSON.stringify({ ...shown(key), key: text })}\n`
      : `${text}\n\nThis is the key of ${key.name} (${key.role}); it is shown this once. Send it as "Authorization: Bearer ${text.slice(0, 8)}…".\nTo take it back: controlgraph keys revoke ${key.id}\n`;
  });
}

/** Every key, without its secret. */
export async function listKeys(options: KeyOptions): Promise<void> {
  await withStore(options, async (store, deadlineAt) => {
    const lines: string[] = [];
    for await (const key of allKeys(store, deadlineAt))
      lines.push(options.json === true ? JSON.stringify(shown(key)) : line(key));
    return lines.length === 0 && options.json !== true
      ? 'No key was made yet.\n'
      : lines.map((each) => `${each}\n`).join('');
  });
}

/** Takes a key back. BAD_USER_INPUT where there is none of this id. */
export async function revoke(id: string, options: KeyOptions): Promise<void> {
  await withStore(options, async (store, deadlineAt) => {
    const key = await revokeKey(store, id, Date.now(), deadlineAt);
    if (key === null) throw badInput(`ID: there is no key ${JSON.stringify(id)}; controlgraph keys list shows them.`);
    return options.json === true
      ? `${JSON.stringify(shown(key))}\n`
      : `The key ${key.id} of ${key.name} is revoked since ${key.revoked}; every process knows within two seconds.\n`;
  });
}

function expiryOf(date: string | undefined): string | null {
  if (date === undefined) return null;
  return `${dateIn(date, '--expires')}T00:00:00.000Z`;
}

function shown({ id, name, role, made, expires, revoked }: ApiKey) {
  return { id, name, role, made, expires, revoked };
}

function line({ id, name, role, made, expires, revoked }: ApiKey): string {
  const until = expires === null ? 'no end' : `until ${expires}`;
  return `${id}  ${role.padEnd(8)}  ${revoked === null ? until : `revoked ${revoked}`}  made ${made}  ${name}`;
}
