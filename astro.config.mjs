import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import { readFileSync } from 'node:fs';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Astro's Node adapter with an entry of our own, which opens the shop that the pages are of. */
function shopAdapter() {
  // Pages are read whole before they are sent (compressed, tagged, kept): in pieces they only cost more to make.
  const adapter = node({ mode: 'middleware', bodySizeLimit: 1_000_000, experimentalDisableStreaming: true });
  const settle = adapter.hooks['astro:config:done'];
  adapter.hooks['astro:config:done'] = (given) =>
    settle({
      ...given,
      setAdapter: (own) =>
        given.setAdapter({ ...own, serverEntrypoint: new URL('scripts/built-shop.ts', import.meta.url) }),
    });
  return adapter;
}

export default defineConfig({
  output: 'server',
  trailingSlash: 'never',
  adapter: shopAdapter(),
  session: false, // visitors' cookies are src/http/visitor.ts's, what they mean is in the database
  security: {
    checkOrigin: false, // src/http/foreign.ts does, by SITE_URL as it is when the shop runs
  },
  devToolbar: { enabled: false },
  compressHTML: true,
  // Styles and scripts are files, so that the policy of src/http/content-security-policy.ts names no hashes.
  build: { inlineStylesheets: 'never' },
  vite: {
    build: { assetsInlineLimit: 0, cssCodeSplit: false },
    plugins: [
      {
        // What production installs stays a package (PGlite loads its WebAssembly from its own folder); everything else,
        // Astro's own pieces among it, goes into the build, so that a built shop runs without what built it.
        name: 'whole-build',
        apply: 'build',
        config: () => ({ ssr: { external: Object.keys(dependencies), noExternal: true } }),
      },
    ],
  },
});
