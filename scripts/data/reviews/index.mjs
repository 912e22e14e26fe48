// @ts-check
/**
 * The reviews world: sentences from reviews of products, films and restaurants, each praise or complaint, as tokens of a
 * vocabulary that was made from the sentences that are trained on.
 */
import {join} from 'node:path';
import {randomStream, shuffled} from '../random.mjs';
import {writeOutput} from '../write-output.mjs';

const DOMAINS = [
  {file: 'amazon', name: 'Products'},
  {file: 'imdb', name: 'Films'},
  {file: 'yelp', name: 'Restaurants'},
];
const SENTIMENTS = ['Complaint', 'Praise'];

const UNSEEN_SHARE = 0.2;
/** A word is in the vocabulary when it occurs so often in the sentences that are trained on. */
const OFTEN = 2;
/** Words of a sentence that are kept; a tenth of the sentences is longer. */
const LENGTH = 24;
/** Token of a word that is not in the vocabulary. */
const UNKNOWN = '…';

/**
 * @param {object} options
 * @param {import('../fetch-packages.mjs').Packages} options.packages
 * @param {string} options.output
 */
export function buildReviews({packages, output}) {
  const reviews = DOMAINS.flatMap(({file}, domain) => {
    /** @type {{text: string, class: 0 | 1 | null}[]} */
    const rows = packages.sentiment.json(`test/fixtures/${file}.json`);
    // Each file ends with a row that is empty.
    return rows.flatMap((row) => (row.class === null ? [] : [{text: clean(row.text), sentiment: row.class, domain}]));
  });
  /** @type {Map<string, typeof reviews[number]>} */
  const distinct = new Map();
  for (const review of reviews) {
    const key = wordsOf(review.text).join(' ');
    if (!distinct.has(key)) distinct.set(key, review);
  }
  const kept = [...distinct.values()];
  const unseen = chooseUnseen(kept);
  const vocabulary = vocabularyOf(kept.filter((review) => !unseen.has(review)).map(({text}) => text));
  const tokenOf = new Map(vocabulary.map((word, token) => [word, token]));
  console.log(`  ${kept.length} sentences, ${unseen.size} of them unseen, ${vocabulary.length} words`);
  const table = {
    version: 1,
    domains: DOMAINS.map(({name}) => name),
    sentiments: SENTIMENTS,
    length: LENGTH,
    vocabulary,
    text: kept.map(({text}) => text),
    domain: kept.map(({domain}) => domain).join(''),
    sentiment: kept.map(({sentiment}) => sentiment).join(''),
    test: kept.map((review) => (unseen.has(review) ? '1' : '0')).join(''),
    tokens: kept.map(({text}) =>
      wordsOf(text)
        .slice(0, LENGTH)
        .map((word) => tokenOf.get(word) ?? 0),
    ),
  };
  writeOutput(join(output, 'reviews.json'), `${JSON.stringify(table)}\n`);
}

/** Punctuation that was written in Windows' code page and read as Latin-1. */
const MISREAD = new Map([
  ['\u0085', '…'],
  ['\u0091', '‘'],
  ['\u0092', '’'],
  ['\u0093', '“'],
  ['\u0094', '”'],
  ['\u0096', '–'],
  ['\u0097', '—'],
]);

/**
 * The text without the traces of its way here.
 * @param {string} text
 */
const clean = (text) =>
  text
    .replace(/[\u0080-\u009f]/g, (character) => MISREAD.get(character) ?? ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * Lower-case words and numbers; "don't" is one.
 * @param {string} text
 */
const wordsOf = (text) =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}\p{N}]+(?:'\p{L}+)*/gu) ?? [];

/**
 * The unknown word first, then the others by how often they occur, those that occur equally often by the alphabet.
 * @param {string[]} texts
 */
function vocabularyOf(texts) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const word of texts.flatMap(wordsOf)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const often = [...counts].filter(([, count]) => count >= OFTEN);
  often.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return [UNKNOWN, ...often.map(([word]) => word)];
}

/**
 * A fifth of the praise and of the complaints about each kind of thing.
 * @template {{domain: number, sentiment: number}} Review
 * @param {Review[]} reviews
 */
function chooseUnseen(reviews) {
  /** @type {Set<Review>} */
  const unseen = new Set();
  for (const domain of DOMAINS.keys()) {
    for (const sentiment of SENTIMENTS.keys()) {
      const members = reviews.filter((review) => review.domain === domain && review.sentiment === sentiment);
      const order = shuffled(members, randomStream(`reviews/unseen/${domain}/${sentiment}`));
      for (const review of order.slice(0, Math.round(UNSEEN_SHARE * members.length))) unseen.add(review);
    }
  }
  return unseen;
}
