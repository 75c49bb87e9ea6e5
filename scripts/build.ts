import { build } from './build-pages.ts';

/* `npm run build`: everything that `npm start -- --built` needs, for images and for machines that do not build. */

await build(true);
