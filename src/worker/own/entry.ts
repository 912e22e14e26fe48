/** The worker that reads a file of the reader's own: it may take long, and it may fail, so the page does not do it. */
import * as v from 'valibot';
import type {OwnData} from '../../engine/own.ts';
import {LabError} from '../../engine/resources.ts';
import {readAnyFile, tooLarge} from '../../worlds/file/formats/read.ts';
import {previewOf} from './preview.ts';
import {type OwnCommand, type OwnReport, ownCommandSchema} from './protocol.ts';
import {findFile, forgetFile, keepFile, listFiles} from './store.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = (report: OwnReport) => scope.postMessage(report);
const refuse = (sentence: string) => post({type: 'refused', sentence, problems: [], canLeaveOut: 0});

/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 100;

scope.onmessage = async ({data}) => {
  const command = v.safeParse(ownCommandSchema, data);
  if (!command.success) {
    refuse('The page sent a message that the worker that reads files does not know: reload the page.');
    return;
  }
  try {
    switch (command.output.type) {
      case 'read':
        return await read(command.output);
      case 'find':
        return await find(command.output.hash);
      case 'forget':
        await forgetFile(command.output.hash);
        return post({type: 'forgotten'});
      case 'list':
        return post({type: 'listed', files: await listFiles()});
    }
  } catch (error) {
    if (error instanceof LabError) refuse(error.message);
    else refuse(`The file could not be read or kept: ${error instanceof Error ? error.message : String(error)}.`);
  }
};

async function read({file, leaveOut, page}: Extract<OwnCommand, {type: 'read'}>): Promise<void> {
  const {name} = file;
  const large = tooLarge(name, file.size);
  if (large) return refuse(large);
  const bytes = await loaded(file);
  const hash = await hashOf(bytes);
  let last = 0;
  const progress = (done: number) => {
    const now = performance.now();
    if (now - last < REPORT_EVERY) return;
    last = now;
    post({type: 'progress', doing: 'read', done});
  };
  const options = {leaveOut, progress};
  const reading = await readAnyFile(name, bytes, options);
  if (!reading.ok) {
    const {sentence, problems, canLeaveOut} = reading;
    return post({type: 'refused', sentence, problems, canLeaveOut});
  }
  post({type: 'progress', doing: 'keep', done: 0});
  const {data, leftOut, notes} = reading;
  await keepFile({hash, name, data}, {bytes: file.size, page});
  ready(hash, name, data, leftOut, notes);
}

async function loaded(file: File): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(file.size);
  const reader = file.stream().getReader();
  let at = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes.set(part.value, at);
    at += part.value.length;
    post({type: 'progress', doing: 'load', done: at / file.size});
  }
  return bytes;
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!crypto.subtle) throw new Error('files can be kept only where the page comes by https or from this machine');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function find(hash: string): Promise<void> {
  const kept = await findFile(hash);
  if (kept) ready(hash, kept.name, kept.data, 0, []);
  else post({type: 'missing'});
}

function ready(hash: string, name: string, data: OwnData, leftOut: number, notes: string[]): void {
  const {rows, holds, classes} = data;
  const columns = data.holds === 'vectors' ? data.columns : 0;
  const audit = data.holds === 'preferences' ? data.audit : undefined;
  const file = {name: nameOf(name), hash, rows, holds, classes: classes.length};
  post({type: 'ready', file, columns, leftOut, notes, preview: previewOf(data), audit});
}

/** A file's name in a form that fits into a link. */
const nameOf = (name: string) => name.replace(/\p{C}/gu, '').slice(-120);
