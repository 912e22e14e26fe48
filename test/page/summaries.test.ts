/** What the catalogue has of studies: all of them, and no more of their results than it shows. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {readSummaries, summariesPlugin} from '../../scripts/summaries-plugin.mjs';
import {effectText} from '../../src/app/studies/effect.ts';
import {SUMMARIES} from '../../src/app/studies/summaries.ts';
import type {Measured} from '../../src/app/studies/summary.ts';
import type {Box} from '../../src/panels/chart/labels.ts';
import {cardShapes, ROOM} from '../../src/panels/study/card.ts';
import {studyLayout} from '../../src/panels/study/layout.ts';
import {pictureOf} from '../../src/panels/study/picture.ts';
import {GUIDE_SLUGS, loadResults, loadStudy, STUDY_SLUGS} from '../../src/studies/index.ts';
import {PAPERS} from '../../src/studies/papers.ts';
import {Copy} from '../planted/copy.ts';

const root = join(import.meta.dirname, '../..');

describe('the summaries', () => {
  it('are of all studies and guides', () => {
    expect(Object.keys(SUMMARIES).sort()).toEqual([...STUDY_SLUGS, ...GUIDE_SLUGS].sort());
    expect(GUIDE_SLUGS.map((slug) => SUMMARIES[slug])).toEqual(GUIDE_SLUGS.map(() => ({status: 'guide'})));
  });

  it.each(STUDY_SLUGS)('have the verdict, the clauses and the figure of %s', async (slug) => {
    const [study, results] = [(await loadStudy(slug))!, await loadResults(slug)];
    if (!results) return expect(SUMMARIES[slug]).toEqual({status: 'not measured yet'});
    const {status, seeds, clauses, card} = SUMMARIES[slug] as Measured;
    expect(status).toBe(results.claim.verdict);
    expect(seeds).toBe(results.seeds.length);
    expect(clauses.map(({text, effect, verdict}) => [text, effect, verdict])).toEqual(
      results.claim.clauses.map((clause) => [clause.text, effectText(clause), clause.verdict]),
    );

    const exact = studyLayout(pictureOf(study, results), {...ROOM, small: true});
    const drawn = cardShapes(card, ROOM);
    const sides = ({left, right, top, bottom}: Box) => [left, right, top, bottom];
    const places = ({plot, across, down, dots, lines, cells}: typeof exact) => ({
      near: [
        ...sides(plot),
        ...[...across, ...down],
        ...dots.flatMap(({x, y}) => [x, y]),
        ...lines.flatMap(({x, y}) => [...x, ...y]),
        ...cells.flatMap(sides),
      ],
      looks: [
        ...dots.map(({tone, radius}) => [tone, radius.toFixed(1)]),
        ...lines.map(({tone, width}) => [tone, width.toFixed(1)]),
        ...cells.map(({lean}) => lean.toFixed(2)),
      ],
    });
    const [want, have] = [places(exact), places(drawn)];
    expect(have.near).toHaveLength(want.near.length);
    expect(Math.max(...have.near.map((place, i) => Math.abs(place - want.near[i])))).toBeLessThanOrEqual(0.25);
    expect(have.looks).toEqual(want.looks);
  });

  it('are stretched to the place of a card', () => {
    const card = Object.values(SUMMARIES).flatMap((summary) => ('card' in summary ? [summary.card] : []))[0];
    const [small, large] = [ROOM, {width: 2 * ROOM.width, height: 3 * ROOM.height}].map((room) =>
      cardShapes(card, room),
    );
    expect(large.dots.length).toBeGreaterThan(0);
    expect(large.dots).toEqual(small.dots.map(({x, y, ...rest}) => ({x: 2 * x, y: 3 * y, ...rest})));
  });
});

describe('the built page', () => {
  it('has the summaries alone, in the place of the studies and results that they are made from', async () => {
    const load = summariesPlugin().load as (id: string) => Promise<string | undefined>;
    expect(await load(join(root, 'src/app/studies/summary.ts'))).toBeUndefined();
    const code = (await load(join(root, 'src/app/studies/summaries.ts')))!;
    expect(code).not.toContain('import');
    const {SUMMARIES: built} = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    expect(built).toEqual(JSON.parse(JSON.stringify(SUMMARIES)));
  });

  describe('with one more study', () => {
    const copy = new Copy();
    afterAll(() => copy.remove());

    it('has its summary, which is registered nowhere', async () => {
      const {slug} = PAPERS.find((paper) => !(paper.slug in SUMMARIES))!;
      const read = (path: string) => readFileSync(join(root, 'src/studies', path), 'utf8');
      copy.write(`src/studies/sphere/${slug}.ts`, read('sphere/simcse.ts'));
      expect((await readSummaries(copy.folder))[slug]).toEqual({status: 'not measured yet'});
      copy.write(`src/studies/results/${slug}.json`, read('results/simcse.json').replace('simcse', slug));
      const summaries = await readSummaries(copy.folder);
      expect(summaries[slug]).toEqual(summaries.simcse);
      expect(summaries[slug].clauses.length).toBeGreaterThan(0);
    });
  });
});
