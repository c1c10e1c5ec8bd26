import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Place } from './address.js';
import { Unanswered } from './ask.js';
import { Failed } from './pieces.js';
import type { PolicyBrief } from './questions.js';

export interface TabProps {
  readonly place: Place;
  readonly policies: readonly PolicyBrief[];
}

interface LaterProps extends TabProps {
  readonly load: () => Promise<{ readonly default: ComponentType<TabProps> }>;
}

/** A tab that is loaded when it is first opened, so that looking somebody up does not wait for it. */
export function Later({ load, ...props }: LaterProps) {
  const [Tab, setTab] = useState<ComponentType<TabProps> | 'failed' | null>(null);
  const which = props.place.tab;
  useEffect(() => {
    let isLeft = false;
    setTab(null);
    load().then(
      (loaded) => !isLeft && setTab(() => loaded.default),
      () => !isLeft && setTab('failed'),
    );
    return () => {
      isLeft = true;
    };
  }, [which]);
  if (Tab === null) return <p class="asking">Loading…</p>;
  if (Tab === 'failed')
    return <Failed error={new Unanswered('A part of the page could not be loaded.', 'UNREACHABLE', null)} />;
  return <Tab {...props} />;
}
