// @ts-check
/**
 * The packages that the data are made from, each pinned by version and by the sha256 of its tarball. A new version is a
 * deliberate edit of this table, followed by a look at what changed in the output.
 *
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version
 * @property {string} sha256 of the tarball that `npm pack name@version` yields
 */

/** @satisfies {Record<string, Package>} */
export const PACKAGES = {
  noto: {
    name: '@iconify-json/noto',
    version: '1.2.9',
    sha256: '3e918d88fc945c0bb3d468dbace6f88caef67f01c9f0e7bcae0915a042e8f1ad',
  },
  twemoji: {
    name: '@iconify-json/twemoji',
    version: '1.2.5',
    sha256: '19046dff7d8707ce96212ec86468b36ac5f8e60409629dd13f809265c6d0ebb7',
  },
  fluentFlat: {
    name: '@iconify-json/fluent-emoji-flat',
    version: '1.2.6',
    sha256: '7d064769dee690815f823bc5bcc511d957198caf9f5edd8dd9c1aa48a6aeb175',
  },
  fluentHighContrast: {
    name: '@iconify-json/fluent-emoji-high-contrast',
    version: '1.2.6',
    sha256: '0b92d48c90d2200bd499e3cdd09a127ca6a8c8ddefd34c35eb5a1e4994012ae0',
  },
  unicodeEmoji: {
    name: 'unicode-emoji-json',
    version: '0.9.0',
    sha256: 'ae7efacb55533385bf8767d613dbd36c71226669759d95919a6e9059f5e4c401',
  },
  cldr: {
    name: 'cldr-annotations-full',
    version: '48.2.0',
    sha256: '28576e51225deb51e3ddd734b0f824a0079682cb5d8c27faa9f68149317a14d1',
  },
  emojilib: {
    name: 'emojilib',
    version: '4.0.3',
    sha256: '7f9a6b43cff31d18985b7d65d11faba5bd971cbcc60020cf6d09322fbaaaf303',
  },
  mnist: {
    name: 'mnist',
    version: '1.1.0',
    sha256: '3fb5bb119c556ae7d1aa647653ca603a1b3abf001aae410732cc55d923c5a390',
  },
  sentiment: {
    name: 'sentiment',
    version: '5.0.2',
    sha256: '89302eb03d2005d03b214fe65814bb48adb7d3c42c8ca80bdee6a3ecb7e4480f',
  },
  colourNames: {
    name: 'color-name-list',
    version: '14.29.0',
    sha256: 'f752799d73906aa5ed09e56e76cb213e0a5af1758d6b73cc8b89ef2d9fe5d509',
  },
  katex: {
    name: 'katex',
    version: '0.19.1',
    sha256: '24da5a599eb2fcede2e270b99a6ff48bca816beecc95feeb84e8cccbd1bb34fd',
  },
  vega: {
    name: 'vega-datasets',
    version: '3.2.1',
    sha256: '6f72fda460a9863fae5fcb32f85bcd49e1761fdea6dc6cf9f4962472881cc5a3',
  },
  inter: {
    name: '@fontsource-variable/inter',
    version: '5.3.0',
    sha256: 'd26710dd38e7217484a1d47ee76c024977ec550548876f26d06ed1844af09a14',
  },
  sourceSerif: {
    name: '@fontsource-variable/source-serif-4',
    version: '5.3.1',
    sha256: '8c452853c74be1e43e9fbfe76321c26f4678a2d431e93209ff1d9faec03fd96f',
  },
  // A tool, not a source: it draws the pictures. WebAssembly, so that one tarball serves every machine and the same
  // floating point gives the same pixels on all of them.
  renderer: {
    name: '@resvg/resvg-wasm',
    version: '2.6.2',
    sha256: 'ff51acbb5ee0074601b75c3bea9226a18d346752af787f6d2d3adcdd98493d71',
  },
};

/** @typedef {keyof typeof PACKAGES} PackageKey */

/** The packages in order, with their keys. */
export const packageEntries = /** @type {[PackageKey, Package][]} */ (Object.entries(PACKAGES));
