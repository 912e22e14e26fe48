/** The bar at the top of the pages of studies. */
import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {LABS} from '../../labs/index.ts';
import {toggleTheme} from '../shell/theme.ts';

interface Props {
  /** Whether this is the catalogue itself. */
  catalogue?: boolean;
  /** What the page has of its own. */
  children?: ReactNode;
}

export function StudiesTop({catalogue = false, children}: Props) {
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
        <a href="#/studies" aria-current={catalogue ? 'page' : 'true'}>
          Studies
        </a>
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
