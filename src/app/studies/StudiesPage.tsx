/** The pages of studies: the catalogue, a page for each study, the guides. Loaded when one is opened. */
import {lazy, Suspense, useEffect} from 'react';
import {useHelp} from '../shell/keys.ts';
import {readStudies} from './address.ts';
import {Catalogue} from './Catalogue.tsx';
import './studies.css';

const PaperPage = lazy(() => import('./PaperPage.tsx'));

export default function StudiesPage({address}: {address: string}) {
  const {slug, query} = readStudies(address);
  // The dialog of the lab's keys must not stay open.
  useEffect(() => useHelp.setState({open: false}), []);
  return (
    <Suspense>
      {slug === undefined ? <Catalogue query={query} /> : <PaperPage key={slug} slug={slug} query={query} />}
    </Suspense>
  );
}
