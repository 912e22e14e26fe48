import {memo, Suspense, useEffect, useState} from 'react';
import {useHashLocation} from 'wouter/use-hash-location';
import {later, lazyLater, lazyPart, listenForReader, Nothing} from '../panels/frame/later.ts';
import {LabScreen} from './LabScreen.tsx';
import {BENCH, isBesideLabs, isLessons, isStudies} from './links.ts';
import {shownAs} from './modes/view.ts';
import {addressChanged, usePage} from './page.ts';
import {Boundary} from './shell/Boundary.tsx';
import {StudiesPage} from './studies/StudiesPage.tsx';

const BenchPage = lazyPart(() => import('./bench/BenchPage.tsx'));
const LessonsPage = lazyPart(() => import('./lessons/LessonsPage.tsx'));
const Presenter = lazyPart(() => import('./modes/Presenter.tsx'));
const Help = lazyLater(async () => (await import('./shell/Help.tsx')).default, Nothing);

/** Each move of a slider changes the address: what does not depend on it is not drawn again. */
const Screen = memo(LabScreen);

export function App() {
  const [address] = useHashLocation();
  const asked = usePage(({beside}) => shownAs(beside).kind === 'present');
  // It goes on where the list leads to the page of a study.
  const [presents, setPresents] = useState(false);
  if (asked && !presents) setPresents(true);
  useEffect(listenForReader, []);
  useEffect(() => {
    if (import.meta.env.PROD)
      void later(() => import('./shell/keepPage.ts')).then(
        ({keepPage}) => keepPage(),
        () => {},
      );
  }, []);
  useEffect(() => addressChanged(address), [address]);
  return (
    <>
      {/* Not inside: what waits for another page would hide it, and take the elements that its panels draw on. */}
      {!isBesideLabs(address) && (
        <Boundary what="This page">
          <Screen />
        </Boundary>
      )}
      {/* Another page begins without the error of this one; an address that changes in a page leaves it as it is. */}
      <Boundary key={address.split(/[/?]/)[1]} what="This page">
        <Suspense>
          {address === BENCH && <BenchPage />}
          {isLessons(address) && <LessonsPage address={address} />}
          {isStudies(address) && <StudiesPage address={address} />}
        </Suspense>
      </Boundary>
      <Boundary what="A part of the page">
        <Suspense>
          <Help />
          {presents && <Presenter onEnd={() => setPresents(false)} />}
        </Suspense>
      </Boundary>
    </>
  );
}
