/** Where browsers stand on a machine, and how one is installed: what Chromium and Firefox share. */
import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';

/** These names in all folders in which the system looks for programs. */
export function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Folders in which Windows has its programs. */
export const windowsFolders = () =>
  ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);

/** The file that the first of these variables names, if any is set. */
export function namedPlace(...variables) {
  const named = variables.map((name) => process.env[name]).find(Boolean);
  if (!named || existsSync(named)) return named;
  throw new Error(`${variables.join(' or ')} names ${named}, and there is no such file.`);
}

/**
 * On Windows `--version` would open a window. Elsewhere it tells a browser from the stub that Ubuntu has in its place.
 */
export const runs = (path) =>
  existsSync(path) && (process.platform === 'win32' || spawnSync(path, ['--version'], {stdio: 'ignore'}).status === 0);

export const tryCommand = (browser, command) => {
  console.log(`There is no ${browser} here: ${command}`);
  return spawnSync(command, {shell: true, stdio: ['ignore', 'ignore', 'inherit']}).status === 0;
};

/** Ubuntu's packages of browsers are only stubs for its snaps, so Debian's own alone. */
function isDebianRoot() {
  return (
    process.getuid?.() === 0 &&
    existsSync('/etc/os-release') &&
    /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

/** Where that may be done. */
export function installOnDebian(packageName, browser) {
  if (!isDebianRoot()) return;
  tryCommand(browser, `apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y ${packageName}`);
}
