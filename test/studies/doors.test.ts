/** Pages that answer a question: each has its text, figures that open, and studies that were measured. */
import {describe, expect, it} from 'vitest';
import {armSpec} from '../../src/app/studies/arms.ts';
import {joined} from '../../src/app/studies/ResultsFigure.tsx';
import {pictureOf} from '../../src/panels/study/picture.ts';
import {DOORS} from '../../src/studies/doors.ts';
import {DOOR_SLUGS, GUIDE_SLUGS, loadGuide, loadResults, loadStudy, STUDY_SLUGS} from '../../src/studies/index.ts';
import {PAPERS} from '../../src/studies/papers.ts';

describe('the questions to begin with', () => {
  it('have a page each, and no paper has their names', () => {
    expect([...DOOR_SLUGS].sort()).toEqual(DOORS.map(({slug}) => slug).sort());
    const papers = PAPERS.map(({slug}) => slug);
    expect(DOOR_SLUGS.filter((slug) => papers.includes(slug))).toEqual([]);
  });

  it.each(DOORS)('$question leads to figures that open, and to studies that are built', async ({slug}) => {
    const {sections, orders} = (await loadGuide(slug))!;
    const built = [...STUDY_SLUGS, ...GUIDE_SLUGS];
    expect(orders.map((one) => one.slug).filter((one) => !built.includes(one))).toEqual([]);
    const figures = sections.flatMap(({figure}) => figure ?? []);
    expect(figures.length).toBeGreaterThan(0);
    for (const {arms, measures} of figures) {
      expect(arms.length).toBeLessThanOrEqual(4);
      expect(measures.length).toBeGreaterThan(0);
      for (const arm of arms) expect(armSpec(arm, 101).seed).toBe(101);
    }
  });

  it.each(DOORS)(
    '$question has planes of arms that open, named once each, with measures on both axes',
    async ({slug}) => {
      for (const {arms, measures, x, y} of (await loadGuide(slug))!.sections.flatMap(({plane}) => plane ?? [])) {
        expect(measures.map(({name}) => name)).toEqual(expect.arrayContaining([x, y]));
        expect(new Set(arms.map(({name}) => name)).size).toBe(arms.length);
        expect(new Set(arms.map(({label}) => label)).size).toBe(arms.length);
        for (const arm of arms) expect(armSpec(arm, 101).seed).toBe(101);
      }
    },
  );

  it('show the losses of both labs in planes', async () => {
    const all = await Promise.all(DOORS.map(async ({slug}) => (await loadGuide(slug))!.sections));
    const counts = all.flat().flatMap(({plane}) => plane?.arms.length ?? []);
    expect(counts.every((count) => count > 10)).toBe(true);
    expect(counts).toHaveLength(2);
  });

  it.each(DOORS)('$question shows what studies have measured, arm by arm', async ({slug}) => {
    const {sections} = (await loadGuide(slug))!;
    const planes = sections.flatMap(({results}) => results ?? []);
    expect(planes.length).toBeGreaterThan(0);
    for (const {studies, x, y} of planes) {
      const pictures = new Map<string, ReturnType<typeof pictureOf>>();
      let count = 0;
      for (const one of studies) {
        const [study, results] = await Promise.all([loadStudy(one), loadResults(one)]);
        expect(study!.measures.map(({name}) => name)).toEqual(expect.arrayContaining([x, y]));
        pictures.set(one, pictureOf(study!, results));
        count += study!.arms.length;
        for (const {name} of study!.arms) {
          const all = joined(pictures, {x, y}).file!.values[`${one} ${name}`];
          expect(all[x]).toEqual(results!.values[name][x]);
          expect(all[y].some(Number.isFinite)).toBe(true);
        }
      }
      const {arms} = joined(pictures, {x, y});
      expect(new Set(arms.map(({name}) => name)).size).toBe(count);
    }
  });
});
