import { useEffect, useState } from 'preact/hooks';
import { addressOf, follow, go, type Place, usePlace } from './address.js';
import { useAsked } from './ask.js';
import { Later } from './later.js';
import { PartyPage } from './party.js';
import { Answered } from './pieces.js';
import { POLICIES, type Policies } from './questions.js';
import { Search } from './search.js';
import { Start } from './start.js';
import { theme, turnTheme } from './theme.js';

export function App() {
  const place = usePlace();
  const policies = useAsked<Policies>(POLICIES, {});
  useEffect(() => {
    if (place.party === null) document.title = 'Controlgraph';
  }, [place.party]);
  return (
    <>
      <a class="skip" href="#main">
        To the content
      </a>
      <header class="top">
        <a class="brand" href="/" onClick={follow}>
          Controlgraph
        </a>
        <Search
          words="Company, person, product, LEI or other identifier, in any script"
          hint="Company, product, LEI, 公司名称…"
          chosen={({ id }) => go({ party: id, policy: place.policy, asOf: place.asOf })}
        />
        <Navigation place={place} />
      </header>
      <main id="main" tabIndex={-1}>
        <Answered asked={policies}>
          {({ policies: known, asOf }) => <Shown place={place} policies={known} today={asOf} />}
        </Answered>
      </main>
      <footer>
        <p>Computed from the record by published rules. Not legal advice.</p>
      </footer>
    </>
  );
}

interface ShownProps {
  readonly place: Place;
  readonly policies: Policies['policies'];
  readonly today: string;
}

function Shown({ place, policies, today }: ShownProps) {
  const judging = policies.filter(({ answers }) => answers === 'RESTRICTION');
  if (place.tab === 'screen') return <Later load={() => import('./screening.js')} policies={judging} place={place} />;
  if (place.tab === 'policies') return <Later load={() => import('./policies.js')} policies={judging} place={place} />;
  if (place.party !== null) return <PartyPage place={place} policies={judging} today={today} key={place.party} />;
  return <Start place={place} />;
}

function Navigation({ place }: { readonly place: Place }) {
  const [shown, setShown] = useState(theme());
  const tabs = [
    ['look', 'Look up'],
    ['screen', 'Screen a list'],
    ['policies', 'Policies'],
  ] as const;
  return (
    <nav aria-label="Pages">
      {tabs.map(([tab, words]) => (
        <a key={tab} href={addressOf({ tab })} onClick={follow} aria-current={tab === place.tab ? 'page' : undefined}>
          {words}
        </a>
      ))}
      <a href="/playground">Playground</a>
      <button type="button" class="quiet" aria-label={`Colours: ${shown}`} onClick={() => setShown(turnTheme())}>
        {{ system: '◐', light: '☀', dark: '☾' }[shown]}
      </button>
    </nav>
  );
}
