import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';

/*
 * Puts the server and the libraries that it starts with into a few files, in the place of dist/main.js: reading some
 * three thousand takes longer than all else that a start does. A stack trace still names what it passed; blanks are left
 * out, since a program keeps its source in memory.
 */

/** They bring machine code or data of their own, or are loaded only when a file is made. */
const apart = [
  'better-sqlite3',
  '@node-rs/argon2',
  '@napi-rs/canvas',
  '@expo-google-fonts/*',
  'idn-area-data',
  'exceljs',
  'fontkit',
  'pdfmake',
];

/** What a library would use if it were installed stays a look-up that fails when it is reached. */
const absent = {
  name: 'absent',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === absent) return undefined;
      const { kind, resolveDir, importer } = from;
      const found = await resolve(path, { kind, resolveDir, importer, pluginData: absent });
      return found.errors.length === 0 ? found : { path, external: true };
    });
  },
};

/**
 * Where two files name something alike, a bundle calls one of them otherwise; entities and bodies of requests are known
 * by their names. Having the bundler keep every name costs each call that makes a function.
 */
const namedClasses = {
  name: 'named-classes',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]dist[/\\][^?]*\.js$/ }, async ({ path }) => {
      if (path.includes('node_modules')) return undefined;
      const source = await readFile(path, 'utf8');
      const classes = source.matchAll(/^(?:export )?(?:let \w+ = (?:\w+ = )*)?class (\w+)/gm);
      const named = [...classes].map(([, name]) => `Object.defineProperty(${name}, 'name', { value: '${name}' });`);
      return { contents: [source, ...named].join('\n') };
    });
  },
};

/** CommonJS modules expect these. */
const commonJs = [
  "import { createRequire as createRequireHere } from 'node:module';",
  'const require = createRequireHere(import.meta.url);',
  'const __filename = import.meta.filename;',
  'const __dirname = import.meta.dirname;',
].join('\n');

await build({
  entryPoints: ['dist/main.js'],
  outdir: 'dist',
  allowOverwrite: true,
  chunkNames: 'parts/[name]-[hash]',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minifyWhitespace: true,
  lineLimit: 200,
  external: apart,
  plugins: [absent, namedClasses],
  banner: { js: commonJs },
  logLevel: 'error',
});
