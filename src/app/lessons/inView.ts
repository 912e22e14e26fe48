/** What has just come is brought into view, where it is not: on small screens it may be further down. */
import {type RefObject, useEffect, useRef} from 'react';

/** Calls `act` after a value has changed, and not for the first one. */
export function useOnChange(value: unknown, act: () => void): void {
  const last = useRef(value);
  useEffect(() => {
    if (last.current === value) return;
    last.current = value;
    act();
  });
}

/** The element with this ref comes into view when `wanted` becomes true. */
export function useInView<E extends HTMLElement>(wanted: boolean): RefObject<E | null> {
  const element = useRef<E>(null);
  useOnChange(wanted, () => {
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
    if (wanted) element.current?.scrollIntoView({block: 'nearest', behavior});
  });
  return element;
}
