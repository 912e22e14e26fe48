// @ts-check

/**
 * Words in which near-duplicates differ, each replaced by what their family has in common.
 * @type {[pattern: RegExp, replacement: string][]}
 */
const VARIATIONS = [
  // "man running", "woman running facing right", "man red hair"; but "woman’s boot" is a boot, not a woman
  [/ facing right$/, ''],
  [/ (red hair|curly hair|white hair|bald|beard)$/, ''],
  [/^(older person|old man|old woman)$/, 'elder'],
  [/^(child|boy|girl)$/, 'child'],
  [/^(person with crown|prince|princess)$/, 'royal'],
  [/^(Santa|Mrs\.|Mx) Claus$/, 'Claus'],
  [/\b(man|woman|person)\b(?!’)/, ''],
  // one drawing, or nearly one, in some style
  [/^(optical disk|dvd)$/, 'disk'],
  [/^grinning cat$/, 'cat face'],
  [/^snowman without snow$/, 'snowman'],
  [/^speaker (low|medium|high) volume$/, 'speaker'],
  // the 24 clock faces
  [/^[a-z]+(-thirty| o’clock)$/, 'clock'],
  // the phases of one disc, and the digits on one key
  [/^.* moon$/, 'moon'],
  [/^keycap .*$/, 'keycap'],
  // "blue heart", "black medium-small square": one shape, of which the high-contrast style varies the hatching
  [/\b(red|orange|yellow|green|light blue|blue|purple|brown|black|grey|white|pink)\b/, ''],
  [/\b(large|medium-small|medium|small)\b/, ''],
];

/**
 * The family of near-duplicates that a concept belongs to, found by name alone. A family that is too wide ("green apple",
 * "red apple") costs nothing; the empty name is that of "man", "woman" and "person".
 *
 * @param {string} name
 */
export function familyOf(name) {
  const rest = VARIATIONS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), name);
  return rest.replace(/ +/g, ' ').trim();
}
