/**
 * What the built page may do (Content Security Policy): everything comes from its own folder, nothing is sent anywhere, no
 * script stands in the page, and none is made of text. Styles may stand in it, for formulas and menus are laid out so.
 */
const COMMON = [
  "default-src 'none'",
  "style-src 'self' 'unsafe-inline' blob:",
  "img-src 'self' data: blob:",
  "font-src 'self' data: blob:",
  "connect-src 'self' data: blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
];

export const POLICY = [...COMMON, "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'"].join('; ');

/** That of the whole lab in one file: its scripts are the one of this hash, and what that one unpacks. */
export const policyOfFile = (hash) =>
  [
    ...COMMON.map((part) => part.replace(" 'self'", '')),
    `script-src '${hash}' blob: 'wasm-unsafe-eval'`,
    'worker-src blob:',
  ]
    .filter((part) => !part.startsWith('manifest'))
    .join('; ');
