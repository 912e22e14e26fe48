import {useStory} from '../kit/story.ts';

/** The figure in the middle is words alone. */
export function Figure() {
  const {figure} = useStory();
  return (
    <section className="panel" data-testid="toy-figure">
      <header className="panel-head">
        <h1>{figure.title}</h1>
      </header>
      <p className="panel-sentence">{figure.sentence}</p>
    </section>
  );
}
