/** A copy of the project with one part of each kind planted: its files, its built page, its command line. */
import {spawn} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {PARTS} from './parts.ts';
import {planted, readSources, root} from './sources.ts';

const COPIED = [
  ...['src', 'scripts', 'index.html', 'package.json', 'package-lock.json'],
  ...['tsconfig.json', 'vite.config.ts', 'vite.cli.config.ts'],
];

export interface Done {
  code: number | null;
  out: string;
  err: string;
}

export class Copy {
  readonly folder = mkdtempSync(join(tmpdir(), 'lab-planted-'));

  constructor() {
    for (const name of COPIED) cpSync(join(root, name), join(this.folder, name), {recursive: true});
    symlinkSync(join(root, 'public'), join(this.folder, 'public'), 'junction');
    this.#linkPackages();
    for (const [path, text] of PARTS.reduce(planted, readSources())) this.write(path, text);
  }

  /** Package by package: what is built into node_modules/.cache must not take the place of what the project has there. */
  #linkPackages(): void {
    const [from, to] = [root, this.folder].map((base) => join(base, 'node_modules'));
    mkdirSync(to);
    cpSync(join(from, '.package-lock.json'), join(to, '.package-lock.json'));
    for (const name of readdirSync(from)) {
      if (!name.startsWith('.')) symlinkSync(join(from, name), join(to, name), 'junction');
    }
  }

  /** Returns the path of the file. */
  write(path: string, text: string): string {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, text);
    return file;
  }

  /** A module of the copy. */
  load = <T>(path: string): Promise<T> => import(pathToFileURL(join(this.folder, path)).href);

  /** A script of the copy, by Node. */
  run(script: string, ...words: string[]): Promise<Done> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [script, ...words], {cwd: this.folder});
      const done: Done = {code: null, out: '', err: ''};
      child.stdout.on('data', (text) => {
        done.out += text;
      });
      child.stderr.on('data', (text) => {
        done.err += text;
      });
      child.on('close', (code) => resolve({...done, code}));
    });
  }

  remove(): void {
    rmSync(this.folder, {recursive: true});
  }
}
