import {lazy, Suspense, useEffect} from 'react';
import {useHashLocation} from 'wouter/use-hash-location';
import {Lab} from './Lab.tsx';
import {BENCH} from './links.ts';
import {addressChanged} from './run/session.ts';

const BenchPage = lazy(() => import('./bench/BenchPage.tsx'));
const Help = lazy(() => import('./shell/Help.tsx'));

export function App() {
  const [address] = useHashLocation();
  useEffect(() => addressChanged(address), [address]);
  return (
    <>
      {address !== BENCH && <Lab />}
      <Suspense>
        {address === BENCH && <BenchPage />}
        <Help />
      </Suspense>
    </>
  );
}
