/** The help texts of settings: where the page is built, the build fills this in (scripts/help-plugin.mjs). */
export const TEXTS: readonly string[] = [];
