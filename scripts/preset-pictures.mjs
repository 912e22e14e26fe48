/**
 * `npm run preset-pictures [-- id ...]`: trains presets on WebAssembly and writes the small pictures of their ends, which
 * menus show, to src/presets/<collection>/pictures.json. Without ids all presets: some twenty minutes. Each picture is
 * written when it is done.
 */
import {spawnSync} from 'node:child_process';
import {root, setUp} from './setup.mjs';

setUp();
// A test knows how to train in Node: the same that compares the pictures.
const {status} = spawnSync('npm run --silent unit -- test/presets/pictures.test.ts', {
  cwd: root,
  env: {...process.env, PRESET_PICTURES: process.argv.slice(2).join(' ')},
  shell: true,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
