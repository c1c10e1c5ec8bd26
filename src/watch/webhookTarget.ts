import { lookup as lookUp } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { badInput } from '../errors.js';

const LONGEST_URL = 2_000;

/** IPv4 that is nobody's on the internet (IANA special-purpose registry), and the clouds' services for their machines. */
const NOT_PUBLIC_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '168.63.129.16/32',
];

/**
 * Of IPv6 only what is given out, 2000::/3, is public: loopback, local and mapped addresses and those of NAT64 lie
 * outside. Of it, these are not: protocols and tunnels, which carry an IPv4 address within, and examples.
 */
const PUBLIC_6 = '2000::/3';
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const refused4 = blockList(NOT_PUBLIC_4, 'ipv4');
const public6 = blockList([PUBLIC_6], 'ipv6');
const refused6 = blockList(NOT_PUBLIC_6, 'ipv6');

/** Whether an address, in figures, is one that anybody on the internet may be reached at. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !refused4.check(address, 'ipv4');
  return isIP(address) === 6 && public6.check(address, 'ipv6') && !refused6.check(address, 'ipv6');
}

/**
 * The URL of a webhook, as it will be called. BAD_USER_INPUT for what is no plain http or https URL, or names an address
 * that is not public, unless `mayBePrivate`. What a name stands for is looked at each time that it is called.
 */
export function webhookUrl(text: string, mayBePrivate: boolean): URL {
  const url = text.length > LONGEST_URL || !URL.canParse(text) ? null : new URL(text);
  const said = JSON.stringify(text.slice(0, 100));
  if (url === null || !/^https?:$/.test(url.protocol))
    throw badInput(`webhook: expected an http or https URL of at most ${LONGEST_URL} characters, came ${said}.`);
  if (url.username !== '' || url.password !== '')
    throw badInput('webhook: expected a URL without a user and password; the signature shows who calls.');
  if (!mayBePrivate && !mayBeCalled(url.hostname)) throw badInput(`webhook: ${said} ${NOT_PUBLIC}`);
  url.hash = '';
  return url;
}

export const NOT_PUBLIC =
  'is not on the public internet; CONTROLGRAPH_WEBHOOK_PRIVATE=on lets webhooks call private addresses.';

/** False for an address in figures that is not public, and for the names of this machine. */
export function mayBeCalled(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  return isIP(host) === 0 ? !/(^|\.)localhost$/i.test(host) : isPublic(host);
}

/**
 * Looks a name up for a connection, which is then made to the very address that was looked at: a name that answers
 * otherwise the second time has nothing from it. Fails where any address of the name is not public.
 */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return done(error, []);
    const refused = addresses.find(({ address }) => !isPublic(address));
    const [first] = addresses;
    if (refused !== undefined || first === undefined)
      return done(new Error(`${hostname} is at ${refused?.address ?? 'no address'}, which ${NOT_PUBLIC}`), []);
    if (options.all === true) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

function blockList(subnets: readonly string[], type: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net, bits] = subnet.split('/');
    list.addSubnet(net as string, Number(bits), type);
  }
  return list;
}
