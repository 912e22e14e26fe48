import {useSyncExternalStore} from 'react';
import type {Feed} from '../data.ts';

/** The feed's present value as React state. For drawings that change at every frame use `useCanvas`. */
export const useFeed = <T>(feed: Feed<T>): T => useSyncExternalStore(feed.subscribe, feed.get, feed.get);
