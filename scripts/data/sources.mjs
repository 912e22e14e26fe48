// @ts-check
import {PACKAGES} from './packages.mjs';
import {writeOutput} from './write-output.mjs';

/** @typedef {import('./packages.mjs').PackageKey} PackageKey */

/**
 * @typedef {object} Source one row of a table
 * @property {PackageKey} from
 * @property {string} files
 * @property {string} licence SPDX identifier, where there is one
 * @property {string} text file of the licence or notice
 * @property {string} attribution
 */

/** @type {Source[]} */
const EMOJI = [
  {
    from: 'noto',
    files: '`emoji/noto.png`',
    licence: 'Apache-2.0',
    text: 'licences/noto.txt',
    attribution: 'Noto Emoji, copyright Google Inc.',
  },
  {
    from: 'twemoji',
    files: '`emoji/twemoji.png`',
    licence: 'CC-BY-4.0',
    text: 'licences/twemoji.txt',
    attribution: 'Twemoji, copyright Twitter, Inc and other contributors; redrawn at 32 x 32 pixels',
  },
  {
    from: 'fluentFlat',
    files: '`emoji/fluent-flat.png`',
    licence: 'MIT',
    text: 'licences/fluent-emoji.txt',
    attribution: 'Fluent Emoji, copyright Microsoft Corporation',
  },
  {
    from: 'fluentHighContrast',
    files: '`emoji/high-contrast.png`',
    licence: 'MIT',
    text: 'licences/fluent-emoji.txt',
    attribution: 'Fluent Emoji, copyright Microsoft Corporation',
  },
  {
    from: 'unicodeEmoji',
    files: '`emoji/concepts.json` (names, characters, groups, order)',
    licence: 'MIT',
    text: 'licences/unicode-emoji-json.txt',
    attribution: 'unicode-emoji-json, copyright Mu-An Chiou',
  },
  {
    from: 'cldr',
    files: '`emoji/concepts.json` (keywords)',
    licence: 'Unicode-3.0',
    text: 'licences/cldr.txt',
    attribution: 'Unicode CLDR, copyright Unicode, Inc.',
  },
  {
    from: 'emojilib',
    files: '`emoji/concepts.json` (keywords that CLDR lacks)',
    licence: 'MIT',
    text: 'licences/emojilib.txt',
    attribution: 'emojilib, copyright Mu-An Chiou',
  },
];

/** @type {Source[]} */
const DIGITS = [
  {
    from: 'mnist',
    files: '`digits/digits.png`, `digits/digits.json`',
    licence: 'MIT',
    text: 'licences/mnist.txt',
    attribution: 'mnist, copyright Juan Cazala; handwriting of the MNIST database',
  },
];

/** @type {Source[]} */
const REVIEWS = [
  {
    from: 'sentiment',
    files: '`reviews/reviews.json`',
    licence: 'MIT',
    text: 'licences/sentiment.txt',
    attribution:
      'sentiment, copyright Andrew Sliwinski; its test sentences are the UCI set "Sentiment Labelled Sentences"',
  },
];

/** @type {Source[]} */
const COLOURS = [
  {
    from: 'colourNames',
    files: '`colours/colours.json`',
    licence: 'MIT',
    text: 'licences/color-name-list.txt',
    attribution: 'color-name-list, copyright David Aerne',
  },
];

/** @type {Source[]} */
const GLYPHS = [
  {
    from: 'katex',
    files: '`glyphs/glyphs.png`, `glyphs/glyphs.json`',
    licence: 'OFL-1.1',
    text: 'licences/katex-fonts.txt',
    attribution: 'KaTeX fonts, copyright Design Science, Inc. and Khan Academy; drawn at 32 x 32 pixels',
  },
];

/** @type {Source[]} */
const MATCHES = [
  {
    from: 'vega',
    files: '`matches/matches.json`',
    licence: 'public domain',
    text: 'licences/football.txt',
    attribution: 'openfootball, football.json; by way of vega-datasets',
  },
];

/** @type {Source[]} */
const FONTS = [
  {
    from: 'inter',
    files: 'bundled with the page',
    licence: 'OFL-1.1',
    text: 'licences/inter.txt',
    attribution: 'Inter, copyright The Inter Project Authors',
  },
  {
    from: 'sourceSerif',
    files: 'bundled with the page',
    licence: 'OFL-1.1',
    text: 'licences/source-serif-4.txt',
    attribution: 'Source Serif 4, by Adobe',
  },
];

/** @param {Source[]} sources */
function table(sources) {
  const rows = sources.map(({from, files, licence, text, attribution}) => {
    const {name, version, sha256} = PACKAGES[from];
    return [files, `${name} ${version}`, `[${licence}](${text})`, attribution, `\`${sha256}\``];
  });
  const header = ['file', 'package', 'licence', 'attribution', 'sha256 of the tarball'];
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const {renderer} = PACKAGES;

const PAGE = `# Where the data come from

Written by \`npm run data\`, which downloads the packages named here, compares their checksums and makes the files anew,
byte for byte. The licences that travel with the data are in \`licences/\`; they hold for the data only, not for the code
of the project.

## Emoji

${table(EMOJI)}

How the files were made:

- **Concepts.** The icons that all four sets have under one name, in Unicode's order. Concept i is in cell i of every
  atlas, counted along the rows of 40 cells.
- **Pictures.** Each SVG was drawn by ${renderer.name} ${renderer.version} at 32 x 32 pixels, fitted and centred, on a
  transparent background. Two Noto drawings, \`package\` and \`rainbow-flag\`, lost translucent parts that lie outside of
  their canvas, where nobody sees them, because the renderer fails on them. The high-contrast style is black on
  transparent: on a dark page it needs a light ground.
- **Names** and groups are Unicode's; **keywords** are the English ones of CLDR, or those of emojilib for the few
  sequences (such as "man bald") that CLDR lists no keywords for.
- **Unseen concepts** (\`test\`): about a fifth of every group, drawn by a generator with a fixed seed. Near-duplicates would
  flatter the result, so families of them are on one side together. A family is what is left of the name without
  man / woman / person, hair, "facing right", colour and size; besides, the clock faces, the moons, the keycaps and a few
  more are a family each (\`scripts/data/emoji/families.mjs\` has the rule). Families of more than six are never unseen.

## Digits

${table(DIGITS)}

How the files were made:

- **Pictures.** All 10,000 of the package, in an order drawn by a generator with a fixed seed; picture i is in cell i of
  the atlas, counted along the rows of 100 cells of 28 x 28 pixels. They are black on a transparent ground, in 16 shades.
- **Unseen pictures** (\`test\`): every fifth of each digit, in that order. The package has no split of its own.

## Reviews

${table(REVIEWS)}

How the file was made:

- **Sentences.** All that have a class, each once. Punctuation that had been read in the wrong code page was put right.
- **Vocabulary.** Words that occur at least twice in the sentences that are trained on; token 0 stands for every other
  word. Of each sentence the first 24 words are kept.
- **Unseen sentences** (\`test\`): a fifth of the praise and of the complaints of each domain, drawn by a generator with a
  fixed seed.

## Colours

${table(COLOURS)}

The names are those of the package's shorter list, "bestof". A fifth of them, drawn by a generator with a fixed seed, is
kept unseen (\`test\`).

## Glyphs

${table(GLYPHS)}

How the files were made:

- **Pictures.** The capitals A-Z in 14 faces of the package, and the small letters and the digits in the ten faces that have
  them: black on a transparent ground, drawn by ${renderer.name} ${renderer.version}. All have one size of type and stand on one line,
  with their ink centred from left to right. Picture i is in cell i of the atlas, counted along the rows of 32 cells of 32 x 32
  pixels.
- **Unseen pictures** (\`test\`): of every letter those in three of 14 faces, or in two of ten, spread evenly over the faces
  by a generator with a fixed seed.

## Matches

${table(MATCHES)}

How the file was made:

- **Matches.** All that have a score, of four seasons from July 2013 to May 2017, in order of their dates. Four without one
  were left out.
- **Names** of teams are spelled as in the package; those of leagues are their countries.

## Fonts

${table(FONTS)}

The fonts are ordinary dependencies of the project and come with the page, not from this folder.
`;

/** @param {string} path */
export function writeSources(path) {
  writeOutput(path, PAGE);
}
