// An authorization server that others wrote, on a free port; prints its address. The argument is the folder of its packages.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const { OAuth2Server } = await import(pathToFileURL(join(process.argv[2], 'oauth2-mock-server/dist/index.mjs')));
const server = new OAuth2Server();
await server.issuer.keys.generate('RS256');
await server.start(0, '127.0.0.1');
console.log(`http://127.0.0.1:${server.address().port}`);
process.stdin.resume().on('end', () => process.exit());
