// @ts-check

/** @typedef {import('../packages.mjs').PackageKey} PackageKey */

/**
 * @typedef {object} Style one artist's set of pictures
 * @property {string} id
 * @property {string} name
 * @property {string} file its atlas
 * @property {(icon: string) => boolean} has
 * @property {(icon: string, size: number) => string} svg a document with the picture centred in a square
 * @property {Record<string, string>} icons code points, as in "1f468-200d-1f9b0", to icon names
 */

/** @type {{id: string, name: string, source: PackageKey}[]} */
const STYLES = [
  {id: 'noto', name: 'Noto', source: 'noto'},
  {id: 'twemoji', name: 'Twemoji', source: 'twemoji'},
  {id: 'fluent-flat', name: 'Fluent Flat', source: 'fluentFlat'},
  {id: 'high-contrast', name: 'Fluent High Contrast', source: 'fluentHighContrast'},
];

/**
 * Two Noto drawings have translucent leftovers far outside of their canvas, which nobody can see, and on which resvg
 * stops (it makes an empty layer for them).
 * @type {Record<string, RegExp>}
 */
const NOTO_LEFTOVERS = {
  package: /<g fill="#784d30" opacity="[.\d]+">.*?<\/g>/g,
  'rainbow-flag': /<path fill="url\([^"]*\)" d="M-153-651[^>]*>/g,
};

/**
 * @param {import('../fetch-packages.mjs').Packages} packages
 * @returns {Style[]}
 */
export function loadStyles(packages) {
  return STYLES.map(({id, name, source}) => {
    const set = packages[source].json('icons.json');
    return {
      id,
      name,
      file: `${id}.png`,
      has: (icon) => icon in set.icons,
      svg: (icon, size) => {
        const {body, width = set.width, height = set.height, left = 0, top = 0} = set.icons[icon];
        const leftovers = id === 'noto' ? NOTO_LEFTOVERS[icon] : undefined;
        const drawing = forRenderer(leftovers ? body.replace(leftovers, '') : body);
        return (
          '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"' +
          ` width="${size}" height="${size}" viewBox="${left} ${top} ${width} ${height}">${drawing}</svg>`
        );
      },
      icons: packages[source].json('chars.json'),
    };
  });
}

/**
 * resvg knows `mask-type` as an attribute only, not as a style; without it the striped hearts of the high-contrast style
 * come out grey.
 * @param {string} body
 */
function forRenderer(body) {
  return body.replaceAll('style="mask-type:alpha"', 'mask-type="alpha"');
}
