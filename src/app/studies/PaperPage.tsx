/** The page of one paper. */
import {PAPERS} from '../../studies/papers.ts';
import {useStudy} from './loaded.ts';
import {StudiesTop} from './StudiesTop.tsx';
import {useTitle} from './title.ts';

export default function PaperPage({slug}: {slug: string; query: URLSearchParams}) {
  const paper = PAPERS.find((one) => one.slug === slug);
  const study = useStudy(slug);
  const title = paper?.title ?? 'No such study';
  useTitle(title);
  return (
    <div className="studies">
      <StudiesTop />
      <main className="paper">
        <h1>{title}</h1>
        {study?.says.map((text) => (
          <p className="studies-lead" key={text}>
            {text}
          </p>
        ))}
        <p>
          <a href="#/studies">All studies</a>
        </p>
      </main>
    </div>
  );
}
