/** Around a part of the page: what goes wrong in it leaves the rest alone, is said, and can be tried again. */
import {Component, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {loadAgain, NotLoaded, onLoadAgain} from '../../panels/frame/later.ts';

interface Props {
  /** What it is, at the beginning of a sentence: "This panel". */
  what: string;
  /** Whether a button alone says it, for parts of a line. */
  small?: boolean;
  children?: ReactNode;
}

export class Boundary extends Component<Props, {error?: {of: unknown}}> {
  override state: {error?: {of: unknown}} = {};

  #end = () => {};

  static getDerivedStateFromError(of: unknown) {
    return {error: {of}};
  }

  override componentDidMount() {
    this.#end = onLoadAgain(() => this.state.error && this.setState({error: undefined}));
  }

  override componentWillUnmount() {
    this.#end();
  }

  override render() {
    const {error} = this.state;
    if (!error) return this.props.children;
    const {what, small} = this.props;
    const sentence =
      error.of instanceof NotLoaded
        ? `${what} could not be loaded: check the connection.`
        : `${what} stopped because of a mistake in the lab (${String(error.of).slice(0, 160)}).`;
    const again = (
      <Button aria-label={small ? `${sentence} Try again` : undefined} onPress={loadAgain} data-testid="load-again">
        Try again
      </Button>
    );
    if (small) return again;
    return (
      <div className="notice" role="alert" data-testid="broken">
        <p>{sentence}</p>
        {again}
      </div>
    );
  }
}
