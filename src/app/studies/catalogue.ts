/** The catalogue: all papers with what became of them, found by words and by facets. Pure. */
import type {Bench, Paper} from '../../studies/papers.ts';
import type {Measured, Summary} from './summary.ts';

export type Status = Summary['status'] | 'not built';

export interface Entry {
  paper: Paper;
  status: Status;
  measured?: Measured;
}

/** What the reader looks for. */
export interface Filters {
  words: string;
  bench?: string;
  theme?: string;
  status?: string;
}

export type Facet = 'bench' | 'theme' | 'status';

export const BENCHES: Readonly<Record<Bench, string>> = {
  sphere: 'Sphere',
  reward: 'Reward',
  policy: 'Policy',
  decoding: 'Decoding',
  prompt: 'Prompt',
  control: 'Control',
  diffusion: 'Diffusion',
  guide: 'Guide',
};

/** In the order of the list of filters. */
export const STATUSES: readonly Status[] = [
  'shows',
  'does not show',
  'unclear',
  'not measured yet',
  'guide',
  'not built',
];

export const entriesOf = (papers: readonly Paper[], summaries: Readonly<Record<string, Summary>>): Entry[] =>
  papers.map((paper): Entry => {
    const summary = Object.hasOwn(summaries, paper.slug) ? summaries[paper.slug] : undefined;
    if (!summary) return {paper, status: 'not built'};
    return {paper, status: summary.status, ...('clauses' in summary && {measured: summary})};
  });

/** Whether a page can be opened. */
export const isOpen = ({status}: Entry): boolean => status !== 'not built';

const valuesOf = ({paper, status}: Entry, facet: Facet): readonly string[] => {
  if (facet === 'theme') return paper.themes;
  return [facet === 'bench' ? paper.bench : status];
};

/** Every word must be in the title, the name of the bench, or a theme. */
function hasWords({paper}: Entry, words: string): boolean {
  const text = [paper.title, paper.slug, BENCHES[paper.bench], ...paper.themes].join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const FACETS: readonly Facet[] = ['bench', 'theme', 'status'];

export function found(entries: readonly Entry[], filters: Filters, without?: Facet): Entry[] {
  return entries.filter((entry) => {
    const fits = (facet: Facet) => {
      const wanted = facet === without ? undefined : filters[facet];
      return wanted === undefined || valuesOf(entry, facet).includes(wanted);
    };
    return FACETS.every(fits) && hasWords(entry, filters.words.trim());
  });
}

/** How many papers each value of a facet would give, with the other filters as they are. */
export function countsOf(entries: readonly Entry[], filters: Filters, facet: Facet): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of found(entries, filters, facet)) {
    for (const value of valuesOf(entry, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

export function readFilters(query: URLSearchParams): Filters {
  const get = (name: string) => query.get(name) ?? undefined;
  return {words: query.get('q') ?? '', bench: get('bench'), theme: get('theme'), status: get('status')};
}

export const queryOf = ({words, bench, theme, status}: Filters) => ({q: words, bench, theme, status});

/** "2 of 3 clauses show, 8 seeds". */
export function findings({clauses, seeds}: Pick<Measured, 'clauses' | 'seeds'>): string {
  const shown = clauses.filter(({verdict}) => verdict === 'shows').length;
  const all = clauses.length;
  return `${all === 1 ? 'one clause' : `${shown} of ${all} clauses show`}, ${seeds} seeds`;
}
