/** The releases that the service is tried on: the long-term one and the current one. */
export type Release = '5.26' | '2026';

export interface Pinned {
  /** Of the artifacts on Maven Central. */
  readonly version: string;
  /** Java feature releases: the oldest that it runs on, and the newest that it was made for. */
  readonly java: { readonly from: number; readonly to: number };
}

export const RELEASES: Readonly<Record<Release, Pinned>> = {
  '5.26': { version: '5.26.30', java: { from: 17, to: 21 } },
  '2026': { version: '2026.08.1', java: { from: 21, to: 25 } },
};
