/** The reader's own file on the page: one at a time is read, found again or forgotten. */
import {create} from 'zustand';
import {shownStage} from '../../labs/kit/settings.ts';
import {NO_FILE, type OwnFile} from '../../spec/index.ts';
import {forget, recall, remember} from '../../storage/texts.ts';
import {OwnClient} from '../../worker/own/client.ts';
import type {KeptFile, OwnReport} from '../../worker/own/protocol.ts';
import {trainOnFile} from '../changes.ts';
import {page, present} from '../page.ts';
import {TO_FORGET} from './toForget.ts';

type Of<T extends OwnReport['type']> = Extract<OwnReport, {type: T}>;

export type OwnState =
  | {status: 'none'}
  | {status: 'looking'}
  | {status: 'reading'; name: string; doing: Of<'progress'>['doing']; done: number}
  | {status: 'refused'; name: string; report: Of<'refused'>}
  | {status: 'ready'; report: Of<'ready'>}
  /** The file that the link names is not on this machine. */
  | {status: 'missing'};

const KEEPING = 'keep-files';

interface Own {
  own: OwnState;
  /** Whether files that are read stay on this machine when the page is closed. */
  keeps: boolean;
  /** All files that are on this machine. */
  kept: readonly KeptFile[];
}

export const useOwn = create<Own>(() => ({
  own: {status: 'none'},
  keeps: recall(KEEPING) !== 'no',
  kept: [],
}));
const show = (own: OwnState) => useOwn.setState({own});

let client: OwnClient | undefined;
/** The file that is being read: it may be read again without the rows that cannot be used. */
let reading: File | undefined;

function ask(onReport: (report: OwnReport) => void): OwnClient {
  client?.terminate();
  const mine = new OwnClient((report) => client === mine && onReport(report));
  client = mine;
  return mine;
}

/** Ends the worker. Another one is made when it is needed. */
function done(): void {
  client?.terminate();
  client = undefined;
}

/** Name of a lock that this page holds until it is closed, once a file is to be forgotten with the page. */
let lock: string | undefined;

function lockOfPage(): string {
  if (!lock) {
    lock = `page ${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
    remember(TO_FORGET, 'yes');
    // A browser that blocks storage refuses the lock too, and keeps no file that would need it.
    navigator.locks?.request(lock, () => new Promise(() => {})).catch(() => {});
  }
  return lock;
}

/** Chooses whether files are kept, for those that are read from now on. */
export function keepFiles(keeps: boolean): void {
  remember(KEEPING, keeps ? 'yes' : 'no');
  useOwn.setState({keeps});
}

/** Lists the files on this machine. The worker deletes those whose page has been closed. */
export function listKept(): void {
  const mine = new OwnClient((report) => {
    mine.terminate();
    if (report.type !== 'listed') return;
    useOwn.setState({kept: report.files});
    if (!lock && report.files.every((file) => !file.page)) forget(TO_FORGET);
  });
  mine.send({type: 'list'});
}

/** Reads a file, keeps it on this machine if the reader wants that, and trains on it. */
export function readOwn(file: File, leaveOut = false): void {
  reading = file;
  if (!hasFileWorld()) present().tell(`Reading ${file.name} …`);
  show({status: 'reading', name: file.name, doing: 'load', done: 0});
  ask((report) => {
    if (report.type === 'progress')
      return show({status: 'reading', name: file.name, doing: report.doing, done: report.done});
    done();
    if (report.type === 'refused') refuse(file.name, report);
    if (report.type !== 'ready') return;
    reading = undefined;
    listKept();
    const misplaced = misplacedFile(report.file);
    if (misplaced) return refuse(file.name, {type: 'refused', sentence: misplaced, problems: [], canLeaveOut: 0});
    show({status: 'ready', report});
    train(report.file);
  }).send({type: 'read', file, leaveOut, page: useOwn.getState().keeps ? undefined : lockOfPage()});
}

/** Whether the file world is chosen: then its control shows how reading goes. */
const hasFileWorld = () =>
  (shownStage(present().store.getState()).spec as {world?: {kind: string}}).world?.kind === 'file';

const train = (file: OwnFile) => trainOnFile(present(), file, page.getState().loaded?.files);

/** Why the lab in view cannot use a file, if it cannot. */
function misplacedFile(file: OwnFile): string | undefined {
  const {lab, loaded} = page.getState();
  return loaded?.files ? loaded.files.refuse(file) : `The ${lab.label} lab takes no files of your own.`;
}

/** Shows why a file was refused: also as a notice, because the control may be out of sight. */
function refuse(name: string, report: Of<'refused'>): void {
  show({status: 'refused', name, report});
  // Only the file world's control offers to leave rows out, so it is opened.
  if (report.canLeaveOut > 0 && !hasFileWorld()) train(NO_FILE);
  present().tell([report.sentence, report.problems[0]?.sentence].filter(Boolean).join(' '));
}

/** Reads the same file without the rows that cannot be used, as the reader has agreed. */
export function leaveOutRows(): void {
  if (reading) readOwn(reading, true);
}

/** Stops reading and shows the file that the run trains on. */
export function cancelReading(file: OwnFile): void {
  done();
  reading = undefined;
  show({status: 'none'});
  lookFor(file);
}

/** Looks on this machine for the file that the run names. */
export function lookFor({hash}: OwnFile): void {
  const {own} = useOwn.getState();
  if (own.status === 'reading' || own.status === 'refused') return;
  if (own.status === 'ready' && own.report.file.hash === hash) return;
  if (!hash) {
    show({status: 'none'});
    return;
  }
  show({status: 'looking'});
  ask((report) => {
    done();
    if (report.type === 'ready') show({status: 'ready', report});
    else if (report.type === 'missing') show({status: 'missing'});
    else if (report.type === 'refused') show({status: 'refused', name: '', report});
  }).send({type: 'find', hash});
}

/** Deletes a file from this machine. A run that trains on it then waits for another one. */
export function forgetOwn(hash: string): void {
  const mine = new OwnClient(() => {
    mine.terminate();
    listKept();
    const {own} = useOwn.getState();
    if (own.status !== 'ready' || own.report.file.hash !== hash) return;
    show({status: 'none'});
    train(NO_FILE);
  });
  mine.send({type: 'forget', hash});
}
