/** `lab studies`: all papers, and what has become of each. */
import {GUIDE_SLUGS, loadResults, loadStudy} from '../../studies/index.ts';
import type {Verdict} from '../../studies/kit/clauses.ts';
import {PAPERS, type Paper} from '../../studies/papers.ts';
import {parseWords, refuseRest} from '../options.ts';

interface Listed extends Pick<Paper, 'slug' | 'title' | 'bench'> {
  status: 'not built' | 'guide' | 'measured';
  verdict: Verdict | null;
}

export async function listStudies(words: readonly string[]): Promise<number> {
  const {values, positionals} = parseWords(words, {json: {type: 'boolean'}});
  refuseRest(positionals, 'list');
  const all = await Promise.all(PAPERS.map(async (paper) => ({paper, listed: await listed(paper)})));
  if (values.json) {
    process.stdout.write(
      `${JSON.stringify(
        all.map((one) => one.listed),
        null,
        1,
      )}\n`,
    );
    return 0;
  }
  for (const {paper, listed: one} of all) {
    process.stdout.write(`${one.slug.padEnd(SLUG)}  ${one.bench.padEnd(BENCH)}  ${await inWords(paper, one)}\n`);
  }
  return 0;
}

const SLUG = Math.max(...PAPERS.map(({slug}) => slug.length));
const BENCH = Math.max(...PAPERS.map(({bench}) => bench.length));

async function listed({slug, title, bench}: Paper): Promise<Listed> {
  const verdict = (await loadResults(slug))?.claim.verdict ?? null;
  const status = GUIDE_SLUGS.includes(slug) ? 'guide' : verdict ? 'measured' : 'not built';
  return {slug, title, bench, status, verdict};
}

async function inWords({slug}: Paper, {status, verdict}: Listed): Promise<string> {
  if (verdict) return verdict;
  const study = await loadStudy(slug);
  if (!study) return status;
  return study.registered ? 'not measured' : 'not measured (a draft)';
}
