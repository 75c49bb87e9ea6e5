import node from '@astrojs/node';
import { defineConfig } from 'astro/config';

export default defineConfig({
  output: 'server',
  outDir: '../../../var/floor-shop',
  adapter: node({ mode: 'standalone' }),
  security: { checkOrigin: true, csp: true },
  devToolbar: { enabled: false },
  vite: { ssr: { external: ['pg', '@electric-sql/pglite'] } },
});
