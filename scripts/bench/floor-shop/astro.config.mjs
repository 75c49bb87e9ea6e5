import node from '@astrojs/node';
import { defineConfig } from 'astro/config';

export default defineConfig({
  output: 'server',
  outDir: '../../../var/floor-shop',
  cacheDir: '../../../var/floor-shop-cache',
  adapter: node({ mode: 'standalone' }),
  security: { checkOrigin: true, csp: true },
  devToolbar: { enabled: false },
  vite: { cacheDir: '../../../var/floor-shop-cache/vite', ssr: { external: ['pg', '@electric-sql/pglite'] } },
});
