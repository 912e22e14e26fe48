// @ts-check

/**
 * @typedef {object} Concept what all artists drew
 * @property {string} icon its name in the icon sets, by which the styles are aligned
 * @property {string} name the English name in Unicode's emoji list
 * @property {string} character
 * @property {string} group
 * @property {string[]} keywords
 */

/**
 * The concepts that every style has, in Unicode's order, in which relatives stand side by side.
 *
 * @param {import('./styles.mjs').Style[]} styles
 * @param {import('../fetch-packages.mjs').Packages} packages
 * @returns {{groups: string[], concepts: Concept[]}}
 */
export function alignConcepts(styles, packages) {
  /** @type {Record<string, {name: string, group: string}>} */
  const unicode = packages.unicodeEmoji.json('data-by-emoji.json');
  const keywordsOf = keywordFinder(packages);
  const icons = iconsByCharacter(styles);

  const concepts = [];
  for (const [character, {name, group}] of Object.entries(unicode)) {
    const icon = icons.get(bare(character));
    if (icon && styles.every((style) => style.has(icon))) {
      concepts.push({icon, name, character, group, keywords: keywordsOf(character, name)});
    }
  }
  return {groups: [...new Set(concepts.map(({group}) => group))], concepts};
}

/**
 * Some sets still carry a picture under its former name but no longer list its character ("hugging face", now "smiling
 * face with open hands"). The name that every style has wins; which character it stands for, any of them may say.
 *
 * @param {import('./styles.mjs').Style[]} styles
 * @returns {Map<string, string>} bare character to icon name
 */
function iconsByCharacter(styles) {
  const icons = new Map();
  for (const {icons: listed} of styles) {
    for (const [codes, icon] of Object.entries(listed)) {
      const points = codes.split('-').map((code) => Number.parseInt(code, 16));
      if (styles.every((style) => style.has(icon))) icons.set(bare(String.fromCodePoint(...points)), icon);
    }
  }
  return icons;
}

/**
 * English keywords: Unicode's own (CLDR) where there are some. For sequences such as "man bald" CLDR leaves them to be
 * derived from the parts; there emojilib's are taken, without the name that it lists first.
 *
 * @param {import('../fetch-packages.mjs').Packages} packages
 * @returns {(character: string, name: string) => string[]}
 */
function keywordFinder({cldr, emojilib}) {
  /** @type {Record<string, {default?: string[]}>} */
  const annotations = cldr.json('annotations/en/annotations.json').annotations.annotations;
  /** @type {Record<string, string[]>} */
  const fallback = emojilib.json('dist/emoji-en-US.json');
  return (character, name) => {
    const published = annotations[bare(character)]?.default ?? annotations[character]?.default;
    if (published) return published;
    const words = fallback[character].map((word) => word.replaceAll('_', ' ').trim());
    return [...new Set(words)].filter((word) => word !== name);
  };
}

/**
 * The character without variation selectors, which ask for the coloured form and which the sources use unevenly.
 * @param {string} character
 */
function bare(character) {
  return character.replaceAll('\uFE0F', '');
}
