import { addressOf, follow, type Place } from './address.js';
import { Light } from './pieces.js';

/** Doors into the demo data; in another store they lead to parties that are not recorded, which is then said. */
const EXAMPLES = [
  ['spring-sg', 'Trae', 'a product whose operator has a parent in Beijing'],
  ['tiktok-usds', 'TikTok USDS', 'a joint venture that the record leaves open'],
  ['riot-games', 'Riot Games', 'an American studio owned whole'],
  ['volvo-cars', 'Volvo Cars', 'one of two Volvos'],
  ['smithfield', 'Smithfield', 'a listed company under a listed company'],
  ['bright-zenith', 'Bright Zenith', 'a presumption that a question would settle'],
] as const;

export function Start({ place }: { readonly place: Place }) {
  return (
    <div class="start">
      <h1>Who ultimately controls it, and is it restricted?</h1>
      <p class="lead">
        Type a company, a product, an LEI or a name in its own script. Three answers are possible, and each says why:
      </p>
      <ul class="legend">
        <li>
          <Light verdict="RESTRICTED" />
          <span>whatever the gaps of the record hide</span>
        </li>
        <li>
          <Light verdict="INDETERMINATE" />
          <span>and the fact that would decide it is named</span>
        </li>
        <li>
          <Light verdict="NOT_RESTRICTED" />
          <span>in no state of affairs that fits the record</span>
        </li>
      </ul>
      <h2>Begin with one of the demo data</h2>
      <ul class="cards">
        {EXAMPLES.map(([id, name, words]) => (
          <li key={id}>
            <a href={addressOf({ party: id, policy: place.policy })} onClick={follow}>
              <strong>{name}</strong>
              <span>{words}</span>
            </a>
          </li>
        ))}
      </ul>
      <p class="faint">
        Programs ask <code>/graphql</code>. <a href="/healthz">/healthz</a> and <a href="/readyz">/readyz</a> say
        whether the service lives and whether its data answers.
      </p>
    </div>
  );
}
