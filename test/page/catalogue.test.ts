/** The catalogue of studies: what is listed as what, and what is found. */
import {describe, expect, it} from 'vitest';
import {isStudies} from '../../src/app/links.ts';
import {readStudies, studiesAddress} from '../../src/app/studies/address.ts';
import {countsOf, entriesOf, findings, found, queryOf, readFilters} from '../../src/app/studies/catalogue.ts';
import type {Measured, Summary} from '../../src/app/studies/summary.ts';
import {PAPERS} from '../../src/studies/papers.ts';

const SLUG = 'alignment-uniformity';
const clause = {text: '', effect: '+1', span: undefined} as const;
const MEASURED: Measured = {
  status: 'does not show',
  seeds: 3,
  clauses: [
    {...clause, verdict: 'shows'},
    {...clause, verdict: 'does not show'},
  ],
  card: {plot: [], across: [], down: [], dots: [], lines: [], cells: []},
};
const NOT_YET: Summary = {status: 'not measured yet'};
const all = (of: Summary = NOT_YET) =>
  entriesOf(PAPERS, {[SLUG]: of, simcse: NOT_YET, 'contrastive-framework-tour': {status: 'guide'}});

describe('the catalogue', () => {
  it('lists every paper once, with what became of it', () => {
    const entries = all(MEASURED);
    expect(entries).toHaveLength(162);
    const status = Object.fromEntries(entries.map((entry) => [entry.paper.slug, entry.status]));
    expect(status[SLUG]).toBe('does not show');
    expect(status.simcse).toBe('not measured yet');
    expect(status['contrastive-framework-tour']).toBe('guide');
    expect(entries.filter((entry) => entry.status === 'not built')).toHaveLength(159);
  });

  it('finds by words in any order, of the title or the bench', () => {
    const slugs = (words: string) => found(all(), {words}).map(({paper}) => paper.slug);
    expect(slugs('uniformity ALIGNMENT hypersphere')).toEqual([SLUG]);
    expect(slugs('alignment no-such-word')).toEqual([]);
    expect(slugs('')).toHaveLength(162);
    expect(slugs('sphere uniformity')).toContain(SLUG);
  });

  it('counts each facet under the other filters, not under its own', () => {
    const entries = all(MEASURED);
    const counts = countsOf(entries, {words: '', bench: 'sphere', status: 'does not show'}, 'bench');
    expect([...counts]).toEqual([['sphere', 1]]);
    const benches = countsOf(entries, {words: '', bench: 'sphere'}, 'bench');
    expect([...benches.values()].reduce((sum, count) => sum + count, 0)).toBe(162);
  });

  it('says how many clauses show', () => {
    expect(findings(MEASURED)).toBe('1 of 2 clauses show, 3 seeds');
  });
});

describe('addresses of studies', () => {
  it('are told from those of labs', () => {
    expect(['/studies', '/studies?bench=sphere', '/studies/simcse', '/studies/simcse?steps=5'].every(isStudies)).toBe(
      true,
    );
    expect(['/', '/lab/emoji', '/studiesque', '/bench'].some(isStudies)).toBe(false);
  });

  it('keep the filters', () => {
    const filters = {words: 'hard negatives', bench: 'sphere', theme: undefined, status: 'does not show'};
    const {slug, query} = readStudies(studiesAddress(undefined, queryOf(filters)));
    expect(slug).toBeUndefined();
    expect(readFilters(query)).toEqual(filters);
    expect(studiesAddress(undefined, queryOf({words: ''}))).toBe('/studies');
    expect(readStudies('/studies/simcse?steps=5').slug).toBe('simcse');
  });
});
