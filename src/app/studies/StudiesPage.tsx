/** The pages of studies: the catalogue, or the page of a paper. Each is loaded when it is opened. */
import {useEffect} from 'react';
import {lazyPart} from '../../panels/frame/later.ts';
import {useHelp} from '../shell/keys.ts';
import {readStudies} from './address.ts';

const Catalogue = lazyPart(() => import('./Catalogue.tsx'));
const PaperPage = lazyPart(() => import('./PaperPage.tsx'));

export function StudiesPage({address}: {address: string}) {
  const {slug, query} = readStudies(address);
  // The dialog of the lab's keys must not stay open.
  useEffect(() => useHelp.setState({open: false}), []);
  return slug === undefined ? <Catalogue query={query} /> : <PaperPage key={slug} slug={slug} query={query} />;
}
