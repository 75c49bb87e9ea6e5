import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

export const NGINX = '/usr/sbin/nginx';
export const CADDY = '/usr/bin/caddy';
export const OPENSSL = '/usr/bin/openssl';

export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate for localhost that lives two days, made by openssl into that folder. */
export function makeCertificate(folder: string): Certificate {
  const made = { certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') };
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const files = ['-keyout', made.key, '-out', made.certificate];
  execFileSync(OPENSSL, ['req', '-x509', ...curve, ...name, ...files], { stdio: 'ignore' });
  return made;
}

/** A block of that language as a document of the project shows it to people. */
export function documented(document: string, language: 'nginx' | 'caddy'): string {
  const text = readFileSync(document, 'utf8');
  const block = new RegExp('```' + language + '\\n([\\s\\S]*?)```').exec(text)?.[1];
  if (!block) throw new Error(`${document} shows no block of ${language}`);
  return block;
}

export interface Placed extends Certificate {
  readonly folder: string;
  /** The port to listen on. */
  readonly port: number;
  /** Where the shop listens. */
  readonly shop: string;
}

/** nginx with that server block, all else as it comes; listening and shop are put in the block's places. */
export function startNginx(block: string, placed: Placed): Promise<() => Promise<void>> {
  const server = block
    .replace(/listen [^;]*;/, `listen 127.0.0.1:${placed.port} ssl;`)
    .replace(/ssl_certificate [^;]*;/, `ssl_certificate ${placed.certificate};`)
    .replace(/ssl_certificate_key [^;]*;/, `ssl_certificate_key ${placed.key};`)
    .replace(/server_name [^;]*;/, 'server_name localhost;')
    .replace('http://127.0.0.1:4321', placed.shop);
  const folder = emptied(placed.folder);
  // Folders of Debian's package belong to root; these are the test's own. Nothing that a request meets is set here.
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const configuration = `${user}\ndaemon off;\npid ${folder}/pid;\nerror_log ${folder}/error.log;\nevents {}\nhttp {\naccess_log off;\n${folders.join('\n')}\n${server}}\n`;
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configuration);
  return run(NGINX, ['-p', folder, '-e', `${folder}/error.log`, '-c', file], placed.port);
}

/** Caddy with that site block, by the given certificate instead of one from the net. */
export function startCaddy(block: string, placed: Placed): Promise<() => Promise<void>> {
  const folder = emptied(placed.folder);
  const site = block
    .replace(
      'shop.example {',
      `https://localhost:${placed.port} {\n  tls ${placed.certificate} ${placed.key}`,
    )
    .replace('127.0.0.1:4321', new URL(placed.shop).host);
  const global = `{\n  admin off\n  auto_https disable_redirects\n  skip_install_trust\n  storage file_system ${folder}\n}\n`;
  const file = join(folder, 'Caddyfile');
  writeFileSync(file, global + site);
  return run(CADDY, ['run', '--adapter', 'caddyfile', '--config', file], placed.port);
}

function emptied(folder: string): string {
  const path = join(process.cwd(), folder);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}

/** Starts it and waits until it listens; answers how it is stopped. */
async function run(program: string, args: readonly string[], port: number): Promise<() => Promise<void>> {
  if (!existsSync(program)) throw new Error(`${program} is not installed`);
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((end) => child.once('exit', () => end()));
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`${program} ended:\n${said}`);
    await new Promise((later) => setTimeout(later, 50));
  }
  return () => {
    child.kill('SIGTERM');
    return ended;
  };
}

const listens = (port: number): Promise<boolean> =>
  new Promise((tell) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      tell(true);
    });
    socket.once('error', () => tell(false));
  });
