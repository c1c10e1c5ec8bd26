import { useEffect } from 'preact/hooks';
import { addressOf, follow } from './address.js';
import { useAsked } from './ask.js';
import type { TabProps } from './later.js';
import { Answered, AsQuery, Panel, SENTENCE, Sources, Text } from './pieces.js';
import { type Placed, POLICY, STANDINGS, type Standing, type Standings, type WholePolicy } from './questions.js';
import { COUNTRIES } from './regions.js';
import { period, plain } from './words.js';

/** What each policy says, with which parameters, and how it treats each country. */
export default function Policies({ place, policies }: TabProps) {
  useEffect(() => {
    document.title = 'Policies · Controlgraph';
  }, []);
  const asked = useAsked<{ readonly policy: WholePolicy | null }>(POLICY, { id: place.policy });
  return (
    <>
      <h1>Policies</h1>
      <ul class="policies">
        {policies.map(({ id, name }) => (
          <li key={id}>
            <a
              href={addressOf({ tab: 'policies', policy: id })}
              onClick={follow}
              aria-current={id === place.policy ? 'true' : undefined}
            >
              <strong>{name}</strong>
              <code>{id}</code>
            </a>
          </li>
        ))}
      </ul>
      <Panel title="What it says" id="policy" beside={<AsQuery query={POLICY} variables={{ id: place.policy }} />}>
        <Answered asked={asked}>
          {({ policy }) =>
            policy === null ? <p>The service knows no policy of this id.</p> : <Words policy={policy} />
          }
        </Answered>
      </Panel>
      <WorldMap policy={place.policy} />
    </>
  );
}

function Words({ policy }: { readonly policy: WholePolicy }) {
  const { threshold, thresholdAbove, comparison } = policy;
  const parameters = [
    [
      'Threshold',
      `${comparison === 'MORE_THAN' ? 'more than' : 'at least'} ${threshold} %${thresholdAbove === null ? '' : `; above the first link ${thresholdAbove} %`}`,
    ],
    ['Owners', policy.aggregate ? 'restricted owners are added together' : 'each restricted owner stands alone'],
    ['Along chains', plain(policy.propagation)],
    ['Lists', policy.lists.join(', ') || 'none'],
    ['In force', policy.inForce.map(({ from, to }) => period(from, to) || 'always').join('; ')],
    ['Version', policy.version],
  ] as const;
  return (
    <>
      <blockquote>
        <Text text={policy.text} most={4_000} />
      </blockquote>
      <Sources sources={policy.sources} />
      <dl class="pair">
        {parameters.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>The whole definition, as data</summary>
        <pre tabIndex={0}>{JSON.stringify(policy.definition, null, 2)}</pre>
      </details>
    </>
  );
}

const WORDS: Readonly<Record<Standing, { readonly words: string; readonly sign: string }>> = {
  SUPPORTED: { words: 'Supported', sign: '✓' },
  UNSUPPORTED: { words: 'Unsupported', sign: '✕' },
  UNLISTED: { words: 'Not on the list', sign: '?' },
};

/** Countries as tiles by region of the world, each with its standing as a sign and a colour. */
function WorldMap({ policy }: { readonly policy: string }) {
  const codes = COUNTRIES.flatMap(([, each]) => each);
  const variables = { ids: codes.map((code) => `jurisdiction:${code}`), policy };
  const asked = useAsked<Standings>(STANDINGS, variables);
  return (
    <Panel
      title="How it treats each country"
      id="standings"
      beside={<AsQuery query={STANDINGS} variables={variables} />}
    >
      <Answered asked={asked}>
        {({ nodes }) => {
          const places = nodes.filter((place) => place !== null);
          if (places.every(({ standing }) => standing === null)) return <p>This policy has no list of regions.</p>;
          const byCode = new Map(places.map((place) => [place.code, place]));
          return (
            <>
              <ul class="key standings">
                {(Object.keys(WORDS) as Standing[]).map((standing) => (
                  <li key={standing}>
                    <span class={`tile ${standing}`}>{WORDS[standing].sign}</span> {WORDS[standing].words}:{' '}
                    {places.filter((place) => place.standing === standing).length}
                  </li>
                ))}
              </ul>
              {COUNTRIES.map(([region, each]) => (
                <section key={region} class="region">
                  <h3>{region}</h3>
                  <ul class="tiles">
                    {each
                      .flatMap((code) => byCode.get(code) ?? [])
                      .map((place) => (
                        <Tile key={place.code} place={place} />
                      ))}
                  </ul>
                </section>
              ))}
              <h3>Parts that are treated otherwise than their country</h3>
              <Otherwise places={places} />
            </>
          );
        }}
      </Answered>
    </Panel>
  );
}

function Tile({ place: { code, name, standing } }: { readonly place: Placed }) {
  if (standing === null) return null;
  const { words, sign } = WORDS[standing];
  return (
    <li class={`tile ${standing}`} title={`${name}: ${words}`}>
      <span aria-hidden="true">
        {code} {sign}
      </span>
      <span class="unseen">
        {name}: {words}
      </span>
    </li>
  );
}

function Otherwise({ places }: { readonly places: readonly (Placed & { readonly parts: readonly Placed[] })[] }) {
  const parts = places.flatMap(({ name, standing, parts: each }) =>
    each.filter((part) => part.standing !== standing).map((part) => ({ of: name, ...part })),
  );
  if (parts.length === 0) return <p class="faint">None.</p>;
  return (
    <ul>
      {parts.map(({ code, name, of, standing }) => (
        <li key={code}>
          <Text text={`${name} (${code}), ${of}`} most={SENTENCE} />:{' '}
          {standing === null ? 'no standing' : WORDS[standing].words}
        </li>
      ))}
    </ul>
  );
}
