import {lazy, Suspense, useEffect} from 'react';
import {useHashLocation} from 'wouter/use-hash-location';
import {addressChanged} from './run/session.ts';
import {Lab} from './Lab.tsx';

const Help = lazy(() => import('./shell/Help.tsx'));

export function App() {
  const [address] = useHashLocation();
  useEffect(() => addressChanged(address), [address]);
  return (
    <>
      <Lab />
      <Suspense>
        <Help />
      </Suspense>
    </>
  );
}
