export { markdownTwin as GET } from '../_markdown-twin.ts';
