/** The study of a slug. */
import {loadStudy, STUDY_SLUGS} from '../../studies/index.ts';
import type {Study} from '../../studies/kit/study.ts';
import {PAPERS} from '../../studies/papers.ts';
import {Refusal} from '../errors.ts';

/** The most slugs that are suggested for one that does not exist. */
const MOST_NEAR = 3;

/** Throws a Refusal where there is none. */
export async function findStudy(slug: string): Promise<Study> {
  const study = await loadStudy(slug);
  if (study) return study;
  const paper = PAPERS.find((one) => one.slug === slug);
  if (!paper) throw new Refusal(`There is no paper ${JSON.stringify(slug)}${suggestion(slug)}`);
  throw new Refusal(
    paper.bench === 'guide'
      ? `${slug} is a guide: a text with no claim, so there is nothing to measure.`
      : `${slug} is not built yet: "${paper.title}" has no study. lab -- studies lists those that have one.`,
  );
}

function suggestion(slug: string): string {
  const near = nearest(slug);
  return near.length > 0 ? `: did you mean ${near.join(' or ')}?` : '. lab -- studies lists all papers.';
}

/** Slugs that contain what was written, or differ in a few letters; those that are built first. */
function nearest(slug: string): string[] {
  const wanted = slug.toLowerCase();
  const few = Math.max(1, Math.floor(wanted.length / 3));
  return PAPERS.map((paper) => ({
    slug: paper.slug,
    far: wanted.length >= 3 && paper.slug.includes(wanted) ? 0 : distance(wanted, paper.slug),
    built: STUDY_SLUGS.includes(paper.slug),
  }))
    .filter(({far}) => far <= few)
    .sort((a, b) => a.far - b.far || Number(b.built) - Number(a.built))
    .slice(0, MOST_NEAR)
    .map((one) => one.slug);
}

/** Levenshtein's: letters to insert, remove or replace. */
function distance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, j) => j);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min(row[j] + Number(letter !== other), row[j + 1] + 1, next[j] + 1));
    }
    row = next;
  }
  return row[b.length];
}
