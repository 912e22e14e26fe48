/**
 * The script of a saved lab. It unpacks the built files that stand beside it in the page, gives each an address of its own
 * (blob:), and starts the page's entry. What the page and its workers fetch comes from these files, never from a network.
 */
(async () => {
  chooseTheme();
  trustFiles();
  const {entry, address} = JSON.parse(document.getElementById('lab-start').textContent);
  if (location.hash.length < 2) location.hash = address;
  const files = await unpacked(document.getElementById('lab-files').textContent);
  const urls = await open(files);
  await addStyles();
  const names = await namesInScripts();
  startWorkersFromFiles();
  await import(urls[entry]);

  function chooseTheme() {
    let theme;
    try {
      theme = localStorage.getItem('theme');
    } catch {
      // The browser blocks storage.
    }
    document.documentElement.dataset.theme =
      theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  }

  /** Scripts come from this file alone, and markup has none in it. */
  function trustFiles() {
    window.trustedTypes?.createPolicy('default', {
      createScriptURL(asked) {
        if (asked.startsWith('blob:')) return asked;
        throw new TypeError(`The lab starts no script from ${asked}`);
      },
      createHTML(markup) {
        if (!/<(script|iframe|object|embed)\b|<[^>]*\son\w+\s*=|javascript:/i.test(markup)) return markup;
        throw new TypeError('The lab shows no markup with a script in it.');
      },
    });
  }

  /** Files by name: gzipped, a list of them with its length before it, then their bytes. */
  async function unpacked(text) {
    const packed = await fetch(`data:application/octet-stream;base64,${text.trim()}`);
    const stream = packed.body.pipeThrough(new DecompressionStream('gzip'));
    const whole = await new Response(stream).arrayBuffer();
    const length = new DataView(whole).getUint32(0, true);
    const list = JSON.parse(new TextDecoder().decode(new Uint8Array(whole, 4, length)));
    let at = 4 + length;
    return new Map(
      list.map(({name, type, size}) => {
        at += size;
        return [name, new Blob([new Uint8Array(whole, at - size, size)], {type})];
      }),
    );
  }

  /**
   * Gives files their addresses, and answers fetches with them: in the page, and in each worker, which cannot import what
   * another has made where a page comes from disk. Modules name one another by their files: each gets the addresses of
   * those that it imports.
   */
  async function open(blobs) {
    const known = {};
    const codes = new Map();
    for (const [name, blob] of blobs) {
      if (name.endsWith('.js')) codes.set(name, await blob.text());
      else known[name] = URL.createObjectURL(blob);
    }
    const urlOf = (name, within) => {
      if (known[name]) return known[name];
      if (within.includes(name)) throw new Error([...within, name].join(' imports '));
      const code = codes
        .get(name)
        .replaceAll('import.meta.url', '"https://lab.invalid/assets/"')
        .replaceAll('i.map(i=>d[i])', '[]')
        .replace(/\bimport\(`\.\/([\w.-]+)`\)/g, 'import(globalThis.labFiles["assets/$1"])')
        .replace(/\b(from|import)(\s*)(["'`])\.\/([\w.-]+\.js)\3/g, (all, word, space, _quote, file) =>
          codes.has(`assets/${file}`) ? `${word}${space}"${urlOf(`assets/${file}`, [...within, name])}"` : all,
        );
      known[name] = URL.createObjectURL(new Blob([code], {type: 'text/javascript'}));
      return known[name];
    };
    for (const name of codes.keys()) urlOf(name, []);
    globalThis.labFiles = known;
    const fromNetwork = fetch;
    globalThis.fetch = (resource, options) => {
      const asked = String(resource.url ?? resource);
      if (/^(blob|data):/.test(asked)) return fromNetwork(resource, options);
      const [name] = /(assets|data)\/[^?#]*$/.exec(asked) ?? [];
      if (known[name]) return fromNetwork(known[name], options);
      return Promise.resolve(new Response('This file is not in the saved lab.', {status: 404}));
    };
    return known;
  }

  async function addStyles() {
    for (const [name, blob] of files) {
      if (!name.endsWith('.css')) continue;
      const style = document.createElement('style');
      // Without its file a font is not declared at all.
      style.textContent = (await blob.text()).replace(/url\((?:\.\/)?([\w.-]+)\)/g, (_, file) =>
        urls[`assets/${file}`] ? `url(${urls[`assets/${file}`]})` : 'none',
      );
      document.head.append(style);
    }
  }

  /** The files that each script names. */
  async function namesInScripts() {
    const found = new Map();
    for (const [name, blob] of files) {
      if (!name.endsWith('.js')) continue;
      const words = (await blob.text()).match(/[\w.-]+\.(js|wasm)/g) ?? [];
      found.set(
        name,
        [...new Set(words)].map((word) => `assets/${word}`).filter((file) => files.has(file)),
      );
    }
    return found;
  }

  /** A worker begins with what a script of its own needs and all data. Messages wait until its script is there. */
  function startWorkersFromFiles() {
    const code = `
      const open = ${open};
      const waiting = [];
      self.onmessage = async ({data: {blobs, entry}}) => {
        self.onmessage = ({data}) => waiting.push(data);
        const known = await open(blobs);
        await import(known[entry]);
        for (const data of waiting) self.dispatchEvent(new MessageEvent('message', {data}));
      };
    `;
    const first = URL.createObjectURL(new Blob([code], {type: 'text/javascript'}));
    globalThis.Worker = class extends Worker {
      constructor(asked, options) {
        // Of a page from disk, a worker can begin with a script but not with a module.
        super(first, {...options, type: 'classic'});
        const start = `assets/${String(asked).split('/').at(-1)}`;
        const needed = new Set([start]);
        for (const name of needed) for (const next of names.get(name) ?? []) needed.add(next);
        const mine = [...files].filter(([name]) => needed.has(name) || name.startsWith('data/'));
        this.postMessage({blobs: new Map(mine), entry: start});
      }
    };
  }
})();
