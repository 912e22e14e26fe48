/** The items behind points: what is said where a file of theirs does not come, and that it is asked for again. */
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {Points} from '../../src/worlds/points.ts';

const POINTS: Points = {kind: 'emoji', styles: ['noto'], concepts: 1};
const CONCEPTS = {
  ...{cell: 2, columns: 1, count: 1, groups: ['faces'], name: ['grin'], group: [0], keywords: [['smile']], test: '0'},
  styles: [{id: 'noto', name: 'Noto', file: 'noto.png'}],
};

/** What the host answers for a file; nothing where it is gone. */
const host = new Map<string, () => Response | undefined>();
const asked: string[] = [];

/** Anew for every test, as files are kept once they have come. */
async function pointsOf(): Promise<(points: Points) => Promise<{name(row: number): string}>> {
  vi.resetModules();
  const module = await import('../../src/app/experiment/points.ts');
  return module.pointsOf as never;
}

beforeEach(() => {
  host.clear();
  asked.length = 0;
  host.set('concepts.json', () => Response.json(CONCEPTS));
  host.set('noto.png', () => new Response('picture'));
  vi.stubGlobal('document', {baseURI: 'http://lab/'});
  vi.stubGlobal('createImageBitmap', async (blob: Blob) => {
    if ((await blob.text()) !== 'picture') throw new DOMException('The source image could not be decoded.');
    return {};
  });
  vi.stubGlobal('fetch', async (address: URL) => {
    const file = address.pathname.split('/').at(-1)!;
    asked.push(file);
    const response = host.get(file)?.();
    if (!response) throw new TypeError('Failed to fetch');
    return response;
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const GONE = 'could not be loaded: check the connection.';
const DAMAGED = 'came damaged, or something else came in its place: check the connection.';

describe('the items behind points', () => {
  it.each<[string, string, () => Response | undefined, string]>([
    ['is not there', 'concepts.json', () => new Response('', {status: 404}), `concepts.json ${GONE}`],
    ['does not come', 'concepts.json', () => undefined, `concepts.json ${GONE}`],
    ['is a web page', 'concepts.json', () => new Response('<html>'), `concepts.json ${DAMAGED}`],
    ['is other JSON', 'concepts.json', () => Response.json([]), `concepts.json ${DAMAGED}`],
    ['is nothing', 'concepts.json', () => Response.json(null), `concepts.json ${DAMAGED}`],
    ['is not there', 'noto.png', () => new Response('', {status: 503}), `noto.png ${GONE}`],
    ['does not come', 'noto.png', () => undefined, `noto.png ${GONE}`],
    ['is a web page', 'noto.png', () => new Response('<html>'), `noto.png ${DAMAGED}`],
  ])('whose file %s (%s) name it, and come the next time', async (_, file, answer, sentence) => {
    const right = host.get(file)!;
    const load = await pointsOf();
    host.set(file, answer);
    await expect(load(POINTS)).rejects.toThrow(sentence);
    host.set(file, right);
    expect((await load(POINTS)).name(0)).toBe('grin');
    expect(asked.filter((one) => one === file)).toHaveLength(2);
    await load(POINTS);
    expect(asked.filter((one) => one === file)).toHaveLength(2);
  });
});
