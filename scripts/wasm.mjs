/** Compiles the SIMD kernels of the wasm backend, AssemblyScript, to the binary that is shipped. */
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import asc from 'assemblyscript/asc';
import {root} from './setup.mjs';

const SOURCE = 'src/kernels/wasm/assembly/index.ts';
const BINARY = 'src/kernels/wasm/simd.wasm';

// The binary shares the memory of TensorFlow.js's: it must have no start function, no data and no heap of its own.
const OPTIONS = '--runtime stub --importMemory --noExportMemory --enable simd -O3 --noAssert --converge'.split(' ');

/** Compiles to the bytes of the binary. Throws the compiler's messages. */
export async function compile() {
  let bytes = new Uint8Array();
  const {error, stderr} = await asc.main([SOURCE, '--baseDir', root, '--outFile', 'simd.wasm', ...OPTIONS], {
    writeFile: (_name, contents) => {
      bytes = contents;
    },
  });
  if (error) throw new Error(`${error.message}\n${stderr}`);
  return bytes;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const bytes = await compile();
  writeFileSync(join(root, BINARY), bytes);
  console.log(`${BINARY}: ${bytes.length} bytes`);
}
