import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

// Only Node's built-in modules may be imported: this runs before packages are installed.

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The Node versions that Vite runs on; keep them equal to `engines` in package.json. */
export const nodeIsEnough = (version) => {
  const [major, minor] = version.split('.').map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
};

/**
 * Whether the installed packages are those of package-lock.json, by npm's own record of its last install. Optional
 * packages may be absent: they are mostly other platforms' binaries.
 */
export function isInstalled(lock, installed) {
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== '');
  return (
    wanted.every(([path, {version, optional}]) => {
      const found = installed.packages[path];
      return found ? found.version === version : optional === true;
    }) && Object.keys(installed.packages).every((path) => path in lock.packages)
  );
}

const json = (path) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));

/**
 * Checks Node and installs the packages when they are missing or not those of package-lock.json. What it says of that goes
 * to standard error, for standard output may be kept for a result.
 */
export function setUp() {
  if (!nodeIsEnough(process.versions.node)) {
    console.error(
      `Contrastive Lab needs Node 20.19 or newer (of the 22 series, 22.12 or newer); this is Node ` +
        `${process.versions.node}. Newer ones are at https://nodejs.org.`,
    );
    process.exit(1);
  }
  const record = 'node_modules/.package-lock.json';
  if (existsSync(new URL(`../${record}`, import.meta.url)) && isInstalled(json('package-lock.json'), json(record)))
    return;
  console.error('Installing the packages of package-lock.json ...');
  // Through a shell because npm is a .cmd file on Windows; with the development packages even where NODE_ENV is
  // production, for the build is one of them.
  const command = 'npm ci --include=dev --no-audit --no-fund';
  const {status} = spawnSync(command, {cwd: root, shell: true, stdio: ['inherit', 2, 2]});
  if (status === 0) return;
  console.error(`\`${command}\` failed, see above. It needs to reach the npm registry.`);
  process.exit(1);
}
