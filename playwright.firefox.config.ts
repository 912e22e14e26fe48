/** The tests in Firefox, which `npm run test:long` runs: Playwright's runner, with Puppeteer for the browser (test/firefox). */
import base from './playwright.config.ts';

export default {...base, testDir: 'test/firefox', grepInvert: undefined};
