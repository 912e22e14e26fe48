import {expect, it} from 'vitest';
import {onBackends} from '../support/backends.ts';
import {follow, type Published, readCorpus, writeCorpus} from './corpus.ts';
import {publishedAddresses} from './published.ts';

/** In `npm test` every so many links are followed; in `npm run test:long` all. */
const EVERY = process.env.LONG || process.env.RECORD_LINKS ? 1 : 3;

onBackends(['wasm'], () => {
  const corpus = readCorpus();

  if (process.env.RECORD_LINKS) {
    it('grows by the links of today', {timeout: 1_200_000}, async () => {
      const known = new Set(corpus.map(({address}) => address));
      const added: Published[] = [];
      for (const address of publishedAddresses()) {
        if (known.has(address)) continue;
        known.add(address);
        added.push(await follow(address));
      }
      writeCorpus([...corpus, ...added]);
    });
  }

  it.each(corpus.filter((_, i) => i % EVERY === 0))(
    'the link $address opens the run that it always opened',
    async (published) => {
      expect(await follow(published.address)).toEqual(published);
    },
  );
});
