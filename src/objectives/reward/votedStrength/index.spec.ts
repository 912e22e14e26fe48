import {number} from '../../../spec/index.ts';
import {rewardObjective} from '../objective.spec.ts';

const share = {range: [0, 0.5], step: 0.01, acts: 'next step'} as const;

export const votedStrength = rewardObjective({
  kind: 'votedStrength',
  label: 'Strength by vote',
  help: 'Reward models that an earlier stage trained vote on how strong each preference is. Weak ones are flipped, softened or left out, and the vote is a margin.',
  fields: {
    voters: number({
      label: 'Voters',
      symbol: 'M',
      help: 'How many models vote: as many as the ensemble of the earlier stage has.',
      default: 5,
      range: [1, 8],
      integer: true,
    }),
    flipShare: number({
      ...share,
      label: 'Flipped',
      help: 'Share of the pairs, the weakest by vote, whose choice is taken to be the opposite.',
      default: 0.1,
      main: true,
    }),
    softShare: number({
      ...share,
      label: 'Softened',
      help: 'Share of the pairs, the next weakest, whose label is smoothed.',
      default: 0.1,
      main: true,
    }),
    smoothing: number({
      label: 'Smoothing',
      symbol: 'ε',
      help: 'Of softened pairs: how likely the choice is taken to be wrong.',
      default: 0.2,
      range: [0, 0.5],
      step: 0.01,
      acts: 'next step',
    }),
    dropShare: number({
      ...share,
      label: 'Left out',
      help: 'Share of the pairs, the weakest by vote, that are not learnt from.',
      default: 0,
    }),
    marginScale: number({
      label: 'Size of the margin',
      symbol: 'κ',
      help: 'What the strength of a preference is multiplied with to be its margin. 0: no margin.',
      default: 1,
      range: [0, 3],
      step: 0.05,
      acts: 'next step',
      main: true,
    }),
  },
  needs: {voted: true},
});
