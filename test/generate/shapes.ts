import { GROUPS, type GroupShape } from '../../seed/generate/shape.js';

/** Everything that is rare among real groups, often: rings, own shares, unnamed holders, complete lists. */
export const DENSE: GroupShape = {
  ...GROUPS,
  hubs: 4,
  hubStakes: 0.5,
  rings: 0.2,
  ownShares: 0.1,
  undisclosed: 0.2,
  ended: 0.5,
  ownersComplete: 0.3,
};
