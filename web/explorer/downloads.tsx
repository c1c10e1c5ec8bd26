import { useState } from 'preact/hooks';
import type { Place } from './address.js';
import { ask, because, Unanswered } from './ask.js';
import { type InWorld, PICTURE, type Picture, PROOF, type Proof } from './questions.js';
import type { WorldAsked } from './world.js';

interface DownloadsProps {
  readonly place: Place;
  readonly world: WorldAsked;
  readonly party: string;
}

/** The picture of the proof and its certificate, as files. */
export function Downloads({ place, world, party }: DownloadsProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const variables = { id: party, policy: place.policy, ...world };
  const name = `${party.replaceAll(/[^\w.-]+/g, '-').slice(0, 80)}-${place.policy}`;
  const asked = async <Answered,>(query: string): Promise<Answered> => {
    const { world: answered } = await ask<InWorld<Answered>>(query, variables);
    if (answered.party === null) throw new Unanswered('The party is not recorded.', 'NOT_FOUND', null);
    return answered.party;
  };
  const picture = async (): Promise<string> => (await asked<Picture>(PICTURE)).restriction.chart;
  const certificate = async (): Promise<string> =>
    JSON.stringify((await asked<Proof>(PROOF)).restriction.certificate, null, 2);
  const kept = (file: string, make: () => Promise<Blob>) => () => {
    setFailed(null);
    make().then(
      (blob) => save(`${name}${file}`, blob),
      (error: unknown) => setFailed(because(error)),
    );
  };
  return (
    <span class="downloads">
      <button type="button" class="quiet" onClick={kept('.svg', async () => blobOf(await picture(), 'image/svg+xml'))}>
        SVG
      </button>
      <button type="button" class="quiet" onClick={kept('.png', async () => painted(await picture()))}>
        PNG
      </button>
      <button
        type="button"
        class="quiet"
        onClick={kept('.certificate.json', async () => blobOf(await certificate(), 'application/json'))}
      >
        Certificate
      </button>
      {failed !== null && <span role="alert">No file: {failed}</span>}
    </span>
  );
}

export function blobOf(text: string, type: string): Blob {
  return new Blob([text], { type });
}

export function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const SHARPER = 2;
const MOST_PIXELS = 8_000;

async function painted(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(blobOf(svg, 'image/svg+xml'));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(SHARPER, MOST_PIXELS / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) throw new Error('this browser could not paint the chart');
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}
