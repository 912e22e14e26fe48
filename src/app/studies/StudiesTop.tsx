/** The bar at the top of the pages of studies and lessons. */
import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {LABS} from '../../labs/index.ts';
import {toggleTheme} from '../shell/theme.ts';

const PAGES = {lessons: 'Lessons', studies: 'Studies'} as const;

interface Props {
  /** What the page belongs to. */
  of?: keyof typeof PAGES;
  /** Whether this is the list itself. */
  list?: boolean;
  /** What the page has of its own. */
  children?: ReactNode;
}

export function StudiesTop({of = 'studies', list = false, children}: Props) {
  return (
    <header className="top">
      <a className="word" href={`#/${LABS[0].path}`} aria-label="Contrastive Lab, to the first experiment">
        Contrastive <b>Lab</b>
      </a>
      <nav className="labs" aria-label="Labs">
        {LABS.map(({name, path, label}) => (
          <a key={name} href={`#/${path}`}>
            {label}
          </a>
        ))}
        {Object.entries(PAGES).map(([name, label]) => (
          <a key={name} href={`#/${name}`} aria-current={name === of ? (list ? 'page' : 'true') : undefined}>
            {label}
          </a>
        ))}
      </nav>
      {children}
      <div className="top-tools studies-tools">
        <Button className="icon" aria-label="Light or dark" onPress={toggleTheme} data-testid="theme">
          ◐
        </Button>
      </div>
    </header>
  );
}
