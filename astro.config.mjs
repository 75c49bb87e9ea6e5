import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import { readFileSync } from 'node:fs';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Astro's Node adapter with an entry of our own, which opens the shop that the pages are of. */
function shopAdapter() {
  const adapter = node({ mode: 'standalone', bodySizeLimit: 1_000_000 });
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
  security: {
    checkOrigin: false, // src/http/foreign.ts does, by SITE_URL as it is when the shop runs
    csp: {
      // Tiles take their tint from the product's colourway by a style attribute.
      styleDirective: { resources: ["'self'", { resource: "'unsafe-inline'", kind: 'attribute' }] },
      directives: [
        "default-src 'self'",
        "img-src 'self' data: https:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
      ],
    },
  },
  devToolbar: { enabled: false },
  compressHTML: true,
  build: { inlineStylesheets: 'auto' },
  vite: {
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
