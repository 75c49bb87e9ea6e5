import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import { readFileSync } from 'node:fs';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

export default defineConfig({
  output: 'server',
  trailingSlash: 'never',
  adapter: node({ mode: 'standalone', bodySizeLimit: 1_000_000 }),
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
    // What production installs stays a package (PGlite loads its WebAssembly from its own folder); everything else,
    // Astro's own pieces among it, goes into the build, so that a built shop runs without what built it.
    ssr: { external: Object.keys(dependencies), noExternal: true },
  },
});
