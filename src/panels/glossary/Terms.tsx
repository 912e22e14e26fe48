/**
 * A text in which terms of art can be asked for: by resting on one, by tapping it, or when it has the focus. The glossary is
 * loaded when it is due, and until then the text is as it is.
 */
import {Suspense} from 'react';
import {lazyLater} from '../frame/later.ts';
import type {MarkedProps} from './Marked.tsx';

const Plain = ({children}: MarkedProps) => children;

const Marked = lazyLater(async () => (await import('./Marked.tsx')).Marked, Plain);

export const Terms = (props: MarkedProps) => (
  <Suspense fallback={props.children}>
    <Marked {...props} />
  </Suspense>
);

/**
 * The next term after the one that has the focus. Beside a run there may be dozens, so that they are no stops of the Tab key
 * there: one key walks through them.
 */
export function nextTerm(): void {
  const terms = [...document.querySelectorAll<HTMLElement>('.term')].filter((one) => one.checkVisibility());
  terms[(terms.indexOf(document.activeElement as HTMLElement) + 1) % terms.length]?.focus();
}
