import {describe, it} from 'vitest';
import {checkpointChecks, moveChecks, populationChecks} from '../reference/checks/runs.ts';
import {onBackends} from './support/backends.ts';
import {expectAllHold} from './support/rows.ts';

onBackends(['cpu', 'wasm'], () => {
  describe('to the bit', () => {
    it('a member of a population is the run alone', async () => expectAllHold(await populationChecks()));
    it('a continued run is the run without a pause', async () => expectAllHold(await checkpointChecks()));
    it('a move acts from the next tick on, and replays', async () => expectAllHold(await moveChecks()));
  });
});
