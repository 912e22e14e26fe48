import {lazy, Suspense, useEffect} from 'react';
import {useHashLocation} from 'wouter/use-hash-location';
import {Lab} from './Lab.tsx';
import {addressChanged} from './run/session.ts';

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
