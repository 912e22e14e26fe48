import {useSyncExternalStore} from 'react';
import type {Feed} from '../data.ts';

/** The feed's value, for what React renders. For marks that change at every frame use `useCanvas`. */
export const useFeed = <T>(feed: Feed<T>): T => useSyncExternalStore(feed.subscribe, feed.get, feed.get);
