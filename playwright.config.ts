import {defineConfig} from '@playwright/test';
import {findChromium} from './scripts/chromium.mjs';

const port = Number(process.env.TEST_PORT ?? 45173);
const address = `http://127.0.0.1:${port}/`;

export default defineConfig({
  testDir: 'test/browser',
  testMatch: '*.e2e.ts',
  // Those that `npm run test:long` alone runs.
  grepInvert: process.env.LONG ? undefined : /@long/,
  workers: 1,
  // What a test waits for comes within seconds on a quiet machine; a busy one may be eight times slower.
  timeout: 10 * 60_000,
  expect: {timeout: 2 * 60_000},
  use: {
    baseURL: address,
    screenshot: 'only-on-failure',
    // It would answer in place of the server, and of what tests put in its place.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: await findChromium(),
      // The software adapter, so that WebGPU is there, and the same, with or without a graphics card.
      args: [
        '--enable-unsafe-webgpu',
        '--use-webgpu-adapter=swiftshader',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: address,
    reuseExistingServer: false,
  },
});
