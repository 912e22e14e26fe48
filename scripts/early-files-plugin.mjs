import {createHash} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {POLICY} from './policy.mjs';
import {root} from './setup.mjs';

/** What unpacks the settings in a link. The page loads it when it comes to that. */
const LINK = join(root, 'src/spec/link.ts');

/**
 * Puts what index.html does before any script of the page has come into a file of its own, for the page's policy allows no
 * script inside it. That file chooses the theme, makes the one policy of Trusted Types, and asks for files: the page's worker
 * is started, so that both load side by side, and the worker does not wait for the page to render. It is kept as `window.earlyWorker` until `LabClient`
 * (src/worker/client.ts) wants a worker. Where the address has settings of its own, what unpacks them is fetched. The
 * built page alone does this; the dev server leaves the first worker to LabClient.
 *
 * @returns {import('vite').Plugin}
 */
export function earlyFilesPlugin() {
  let code;
  let name;
  return {
    name: 'early-files',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, {bundle, chunk, filename}) {
        // Tests build pages of their own.
        if (!chunk || filename !== join(root, 'index.html')) return html;
        const [inline, theme] = html.match(/<script>([\s\S]*?)<\/script>\s*/) ?? [];
        if (!inline) throw new Error('index.html has no script that chooses the theme.');
        code = `${TRUSTED}{${theme}}\n${starting(workerOf(chunk), linkOf(bundle))}`;
        name = `assets/early-${createHash('sha256').update(code).digest('hex').slice(0, 8)}.js`;
        const charset = '<meta charset="utf-8" />';
        return html
          .replace(inline, '')
          .replace(
            charset,
            `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />\n    <script src="./${name}"></script>`,
          );
      },
    },
    writeBundle({dir}) {
      if (name) writeFileSync(join(dir, name), code);
    },
  };
}

/** The file of the one worker that the page's entry starts. */
function workerOf({fileName, code}) {
  const [, file] = code.match(/new Worker\([^;]{0,99}?[`"']([\w.-]+\.js)[`"']/) ?? [];
  if (!file) throw new Error(`${fileName} starts no worker that could be started earlier.`);
  return fileName.replace(/[^/]+$/, file);
}

function linkOf(bundle) {
  const found = Object.values(bundle).find(({moduleIds = []}) => moduleIds.includes(LINK));
  if (!found) throw new Error(`No file has ${basename(LINK)}.`);
  return found.fileName;
}

/** Scripts come from the page's own folder alone, and markup has none in it. */
const TRUSTED = `window.trustedTypes?.createPolicy('default', {
  createScriptURL(address) {
    const {href} = new URL(address, document.baseURI);
    if (/^(assets\\/[\\w.-]+|sw)\\.js$/.test(href.replace(new URL('.', document.baseURI).href, ''))) return href;
    throw new TypeError('The lab starts no script from ' + address);
  },
  createHTML(markup) {
    if (!/<(script|iframe|object|embed)\\b|<[^>]*\\son\\w+\\s*=|javascript:/i.test(markup)) return markup;
    throw new TypeError('The lab shows no markup with a script in it.');
  },
});
`;

// The bench has workers of its own, and a run inside another page may be far from view.
const starting = (worker, link) => `
      if (!/^#?\\/bench|&v=embed/.test(location.hash)) {
        const name = \`lab \${crypto.getRandomValues(new Uint32Array(4)).join('-')}\`;
        const worker = new Worker('./${worker}', {type: 'module', name});
        window.earlyWorker = {name, worker};
        // LabClient starts another one, and reports what is wrong with that.
        worker.onerror = () => delete window.earlyWorker;
      }
      if (/^#?\\/(?!lessons|studies)[^/]+\\/[^/]+\\/./.test(location.hash)) {
        document.head.append(Object.assign(document.createElement('link'), {rel: 'modulepreload', href: './${link}'}));
      }
    `;
