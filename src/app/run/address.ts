/** The address of the page is the link of its run. */
import {navigate} from 'wouter/use-hash-location';
import {addressOf} from '../links.ts';
import {useLab} from './store.ts';

/** Milliseconds between a change of the run and that of the address. */
const SOON = 300;

let timer = 0;
/** The address that is known already: written by the page itself, or acted upon. */
let known = '';

export function writeAddress(): void {
  timer ||= window.setTimeout(writeAddress.flush, SOON);
}

writeAddress.flush = (): void => {
  writeAddress.cancel();
  const {preset, spec, panels} = useLab.getState();
  known = addressOf(preset, spec, panels);
  navigate(known, {replace: true});
};

writeAddress.cancel = (): void => {
  window.clearTimeout(timer);
  timer = 0;
};

/** Goes to an address, and does what it says. */
export const goTo = (address: string): void => navigate(address);

/** Another entry in the browser's history, for a run that is opened already. */
export function showAddress(address: string): void {
  known = address;
  navigate(address);
}

/** Whether an address was not written by the page itself; asked once. */
export function isNews(address: string): boolean {
  if (address === known) return false;
  known = address;
  return true;
}
