import {useEffect} from 'react';

const NAME = 'Contrastive Lab';

/** The title of the window, as long as a page is there. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${NAME}`;
    return () => {
      document.title = NAME;
    };
  }, [title]);
}
