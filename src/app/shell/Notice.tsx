import {Button} from 'react-aria-components';
import {useRun} from '../../labs/kit/context.tsx';
import {present} from '../page.ts';

/** What the reader should know: a link that could not be read, a run that stopped. */
export function Notice() {
  const notice = useRun((state) => state.notice);
  return (
    <div role="status" className="notice-place">
      {notice && (
        <div className="notice" data-testid="notice">
          <p>{notice}</p>
          <Button className="quiet" aria-label="Dismiss" onPress={() => present().dismissNotice()}>
            ×
          </Button>
        </div>
      )}
    </div>
  );
}
