import {expect, it} from 'vitest';
import {onBackends} from '../support/backends.ts';
import {everyNth} from '../support/long.ts';
import {follow, type Published, readCorpus, writeCorpus} from './corpus.ts';
import {publishedAddresses} from './published.ts';

onBackends(['wasm'], () => {
  const corpus = readCorpus();

  if (process.env.RECORD_LINKS) {
    it('grows by the links of today', async () => {
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

  it.each(everyNth(3, corpus))('the link $address opens the run that it always opened', async (published) => {
    expect(await follow(published.address)).toEqual(published);
  });
});
